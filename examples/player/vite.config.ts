import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The page and the gateway share an origin, as they would behind one proxy: no CORS, and the token goes nowhere else.
const proxy = { "/graphql": process.env["GATEWAY_URL"] ?? "http://127.0.0.1:4000" };

export default defineConfig({
  plugins: [react()],
  server: { host: "127.0.0.1", proxy },
  preview: { host: "127.0.0.1", proxy },
});

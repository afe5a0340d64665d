import react from "@vitejs/plugin-react";
import { type Connect, defineConfig, type Plugin } from "vite";

// The page and the gateway share an origin, as they would behind one proxy: no CORS, and credentials go nowhere else.
const proxy = { "/graphql": process.env["GATEWAY_URL"] ?? "http://127.0.0.1:4000" };

/** Serves `settings.json`, which is a file beside the page where the player is hosted. It is read from the environment each time. */
const settings: Plugin = {
  name: "settings",
  configureServer: ({ middlewares }) => void middlewares.use("/settings.json", sendSettings),
  configurePreviewServer: ({ middlewares }) => void middlewares.use("/settings.json", sendSettings),
};

const sendSettings: Connect.SimpleHandleFunction = (_request, response) => {
  response.setHeader("content-type", "application/json");
  response.setHeader("cache-control", "no-store");
  response.end(JSON.stringify({ signInPage: process.env["SIGN_IN_PAGE"] ?? null }));
};

export default defineConfig({
  plugins: [react(), settings],
  server: { host: "127.0.0.1", proxy },
  preview: { host: "127.0.0.1", proxy },
});

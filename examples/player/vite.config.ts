import react from "@vitejs/plugin-react";
import { type Connect, defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";

// The page and the gateway share an origin, as they would behind one proxy: no CORS, and credentials go nowhere else.
const proxy = { "/graphql": process.env["GATEWAY_URL"] ?? "http://127.0.0.1:4000" };

/**
 * Serves `settings.json` from the environment, read for each request. Where the player is hosted, it is a file beside
 * the page.
 */
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

/** Makes the browser load the files that `main.ts` imports later together with `main.ts`, and not after it. */
const preload: Plugin = {
  name: "preload",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }): HtmlTagDescriptor[] =>
      Object.values(bundle)
        .filter((file) => file.type === "chunk" && !file.isEntry)
        .map(({ fileName }) => ({
          tag: "link",
          injectTo: "head",
          attrs: { rel: "modulepreload", crossorigin: true, href: `/${fileName}` },
        })),
  },
};

export default defineConfig({
  plugins: [react(), settings, preload],
  server: { host: "127.0.0.1", proxy },
  preview: { host: "127.0.0.1", proxy },
});

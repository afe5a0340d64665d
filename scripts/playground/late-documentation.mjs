/** All that the page needs of the package before then: its entry point would bring the rest along. */
const EXPLORER = /plugin-doc-explorer\/dist\/context\.js$/;

/** Keeps the plugin from answering its own question. */
const ASKED_HERE = Symbol("asked here");

/** The explorer behind a dynamic import, in place of the explorer. */
const LATE = `
import { createElement, lazy, Suspense } from "react";
const Explorer = lazy(async () => ({ default: (await import("explorer")).DocExplorer }));
export const DocExplorer = () => createElement(Suspense, { fallback: null }, createElement(Explorer));
`;

/** An esbuild plugin: a browser fetches the documentation explorer, and the packages that only it uses, when a person opens it. */
export const lateDocumentation = {
  name: "late-documentation",
  setup(build) {
    build.onResolve({ filter: /^@graphiql\/plugin-doc-explorer$/ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === ASKED_HERE) return undefined;
      const entry = await build.resolve(path, { resolveDir, kind, pluginData: ASKED_HERE });
      return { path: entry.path.replace(/index\.js$/, "context.js") };
    });
    build.onResolve({ filter: /\/doc-explorer\.js$/ }, async ({ path, importer, resolveDir, kind }) => {
      if (!EXPLORER.test(importer)) return undefined;
      const { path: explorer } = await build.resolve(path, { resolveDir, kind });
      return { path: "late-documentation", namespace: "late", pluginData: { explorer, resolveDir } };
    });
    build.onLoad({ filter: /.*/, namespace: "late" }, ({ pluginData: { explorer, resolveDir } }) => ({
      contents: LATE.replace('"explorer"', JSON.stringify(explorer)),
      resolveDir,
    }));
  },
};

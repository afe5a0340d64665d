/**
 * The plugin's files that the page needs before the explorer opens. Its entry point would import the other files, too.
 */
const EXPLORER = /plugin-doc-explorer\/dist\/context\.js$/;
/** The explorer's files. */
const INSIDE = /plugin-doc-explorer\/dist\/components\//;
/** GraphiQL's lists of exports. */
const EXPORTS = /@graphiql\/react\/dist\/(?:utility\/|components\/)?index\.js$/;

/** Marks the plugin's own resolve calls, so that it does not handle them again. */
const ASKED_HERE = Symbol("asked here");

/** Replaces the explorer by a dynamic import of it. */
const LATE_EXPLORER = `
import { createElement, lazy, Suspense } from "react";
const Explorer = lazy(async () => ({ default: (await import("explorer")).DocExplorer }));
export const DocExplorer = () => createElement(Suspense, { fallback: null }, createElement(Explorer));
`;

/** Replaces Markdown in GraphiQL's lists of exports, which every part of the page imports. */
const NO_MARKDOWN = "export const markdown = undefined, MarkdownContent = undefined;";

/** GraphiQL's exports for the explorer, with Markdown. */
const WITH_MARKDOWN = `
export * from "graphiql";
export { MarkdownContent } from "markdown";
`;

/**
 * An esbuild plugin: a browser fetches the documentation explorer and its own packages when a person opens it. One of
 * these packages is markdown-it. esbuild puts a module into the first part of the page if any file there imports it, so
 * GraphiQL's lists of exports must not import it.
 */
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
      return {
        path: "explorer",
        namespace: "late",
        pluginData: { text: LATE_EXPLORER, files: { explorer }, resolveDir },
      };
    });
    build.onResolve({ filter: /\/markdown(?:-content\/index)?\.js$/ }, ({ importer, resolveDir }) =>
      EXPORTS.test(importer)
        ? { path: "no-markdown", namespace: "late", pluginData: { text: NO_MARKDOWN, files: {}, resolveDir } }
        : undefined,
    );
    build.onResolve({ filter: /^@graphiql\/react$/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === ASKED_HERE || !INSIDE.test(importer)) return undefined;
      const { path: graphiql } = await build.resolve(path, { resolveDir, kind, pluginData: ASKED_HERE });
      const markdown = graphiql.replace(/index\.js$/, "components/markdown-content/index.js");
      const files = { graphiql, markdown };
      return { path: "with-markdown", namespace: "late", pluginData: { text: WITH_MARKDOWN, files, resolveDir } };
    });
    build.onLoad({ filter: /.*/, namespace: "late" }, ({ pluginData: { text, files, resolveDir } }) => ({
      contents: withPaths(text, files),
      resolveDir,
    }));
  },
};

/** The text with the names of these files replaced by their paths. */
const withPaths = (text, files) =>
  Object.entries(files).reduce((changed, [name, path]) => changed.replace(`"${name}"`, JSON.stringify(path)), text);

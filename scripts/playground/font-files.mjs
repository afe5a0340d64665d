import { createHash } from "node:crypto";

const ENDINGS = { "font/woff2": "woff2", "font/woff": "woff", "font/ttf": "ttf" };

/**
 * An esbuild plugin: turns fonts in `data:` URLs of a style sheet into files, so that a browser fetches only the fonts
 * that it needs. GraphiQL's style sheet has 34, most of them for scripts that the page does not use.
 */
export const fontFiles = {
  name: "font-files",
  setup(build) {
    build.onResolve({ filter: /^data:font\// }, ({ path }) => {
      const [, type, base64] = /^data:([^;]+);base64,(.*)$/.exec(path) ?? [];
      const ending = ENDINGS[type];
      if (ending === undefined) throw new Error(`a font of an unknown type: ${path.slice(0, 40)}`);
      const bytes = Buffer.from(base64, "base64");
      const name = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
      return { path: `${name}.${ending}`, namespace: "font", pluginData: bytes };
    });
    build.onLoad({ filter: /.*/, namespace: "font" }, ({ pluginData }) => ({ contents: pluginData, loader: "file" }));
  },
};

// Builds the playground's browser files and compressed copies into dist/playground/<version>/. The version is a digest
// of all inputs, so browsers may keep the files for ever. If the version exists already, nothing is built.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "esbuild";
import { bundledPackages, toNotices } from "./playground/bundled-packages.mjs";
import { editorFeatures } from "./playground/editor-features.mjs";
import { fontFiles } from "./playground/font-files.mjs";
import { lateDocumentation } from "./playground/late-documentation.mjs";

const source = new URL("../playground/", import.meta.url);
const target = new URL("../dist/playground/", import.meta.url);
const WORKERS = {
  "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
  "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
  "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
};

const version = await digestInputs();
const path = (name) => fileURLToPath(new URL(name, source));
const output = new URL(`${version}/`, target);
if (!existsSync(new URL("version", target)) || (await readFile(new URL("version", target), "utf8")) !== version) {
  await rm(target, { recursive: true, force: true });
  const { metafile } = await bundle();
  await recordPackages(bundledPackages(metafile));
  await Promise.all((await readdir(output)).map((name) => compress(new URL(name, output))));
  await writeFile(new URL("version", target), version);
}

/** The lock file represents the packages. */
async function digestInputs() {
  const own = ["build-playground.mjs", "../package-lock.json"].map((name) => new URL(name, import.meta.url));
  const files = [...(await filesIn(source)), ...(await filesIn(new URL("playground/", import.meta.url))), ...own];
  const digest = createHash("sha256");
  for (const file of files) digest.update(await readFile(file));
  return digest.digest("hex").slice(0, 12);
}

async function filesIn(folder) {
  return (await readdir(folder)).toSorted().map((name) => new URL(name, folder));
}

function bundle() {
  return build({
    entryPoints: { main: path("main.tsx"), playground: path("playground.css"), ...WORKERS },
    outdir: fileURLToPath(output),
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    minify: true,
    legalComments: "linked",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".ttf": "file" },
    plugins: [editorFeatures, fontFiles, lateDocumentation],
    // GraphiQL imports these by their old names. Those are CommonJS files, which lose their named exports when
    // they are imported.
    alias: {
      "prettier/parser-babel": "prettier/plugins/babel",
      "prettier/parser-graphql": "prettier/plugins/graphql",
    },
    logLevel: "warning",
    metafile: true,
  });
}

/**
 * Writes the licence notices beside the files, and the list for the bill of materials (`npm run sbom`) into
 * the folder above.
 */
async function recordPackages(packages) {
  await writeFile(new URL("third-party-notices.txt", output), toNotices(packages));
  const list = packages.map(({ folder: _folder, ...named }) => named);
  await writeFile(new URL("packages.json", target), `${JSON.stringify(list, null, 2)}\n`);
}

/**
 * Compresses text files. The highest level costs six more seconds per build than the next one, and saves 18 kB on
 * each first visit.
 */
async function compress(file) {
  if (!/\.(js|css|ttf|txt)$/.test(file.pathname)) return;
  const text = await readFile(file);
  const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  const quality = { params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_SIZE_HINT]: text.length } };
  await Promise.all([
    promisify(brotliCompress)(text, quality).then((bytes) => writeFile(`${fileURLToPath(file)}.br`, bytes)),
    promisify(gzip)(text).then((bytes) => writeFile(`${fileURLToPath(file)}.gz`, bytes)),
  ]);
}

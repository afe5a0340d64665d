import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The names of licence texts and notices in packages. `ThirdPartyNotices.txt` is about the code that a
 * package has bundled.
 */
const LEGAL = /^(?:licen[cs]e|copying|notice|copyright|third-?party-?notices)(?:[.-].*)?$/i;
const RULE = `\n${"-".repeat(80)}\n\n`;

/**
 * The packages that any part of a bundle's code comes from, by name and version, each once: `{ name, version,
 * license, folder }`. The metafile is esbuild's (https://esbuild.github.io/api/#metafile); its paths start at
 * the working directory.
 */
export function bundledPackages(metafile) {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = new Set(inputs.filter((path) => path.includes("node_modules/")).map(packageFolder));
  const packages = [...folders].map(readPackage);
  const unique = new Map(packages.map((found) => [`${found.name}@${found.version}`, found]));
  return [...unique].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, found]) => found);
}

/** The folder of a file's package: the innermost one if packages are nested. */
function packageFolder(path) {
  const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
  if (folder === undefined) throw new Error(`no package in ${path}`);
  return folder;
}

function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${folder}/package.json names no licence`);
  return { name, version, license, folder };
}

/** The notices of a bundle: each package with its licence and all of its legal texts. */
export function toNotices(packages) {
  const notices = packages.map((found) => [
    `${found.name} ${found.version}\nLicence: ${found.license}`,
    ...legalTexts(found),
  ]);
  return `The playground's files contain code of these packages.\n${RULE}${notices.map((texts) => texts.join("\n\n")).join(`\n${RULE}`)}\n`;
}

function legalTexts({ name, folder }) {
  const files = readdirSync(folder).filter((file) => LEGAL.test(file));
  if (files.length === 0) return [`This package comes without a licence text: https://www.npmjs.com/package/${name}`];
  return files.toSorted().map((file) => readFileSync(join(folder, file), "utf8").trim());
}

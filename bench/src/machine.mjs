import { readFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";

/**
 * The properties of the machine that the figures depend on, without its name.
 * @returns {string}
 */
export function describeMachine() {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${first?.model ?? "unknown processor"}, ${cpus().length} cores, ${memory} GiB of memory, ${process.platform} ${process.arch}`;
}

/**
 * The exact versions of all subjects.
 * @returns {Promise<string>}
 */
export async function describeVersions() {
  const root = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  const own = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  const { node: _node, ...packages } = { ...own.dependencies, ...own.optionalDependencies };
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return [`${root.name} ${root.version}`, `Node.js ${process.versions.node}`, ...versions].join(", ");
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A folder for a peer's generated files. It is removed when the benchmark ends.
 * @param {string} name
 * @returns {Promise<string>} its path
 */
export async function createScratch(name) {
  const path = await mkdtemp(join(tmpdir(), `minutes-graph-bench-${name}-`));
  scratches.push(path);
  return path;
}

/** Removes all these folders. */
export const removeScratches = () => Promise.all(scratches.map((path) => rm(path, { recursive: true, force: true })));

/** @type {string[]} */
const scratches = [];

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "dist/for-tests");
/** No run of the tests takes longer, so nothing starts from an older build any more. */
const MAX_AGE_MS = 24 * 3_600_000;

/**
 * Builds the gateway for tests that start it as a process, and returns the path of the build. Its name is a digest of
 * the sources, so test files that run at the same time, and later runs, share one build.
 */
export async function buildGateway(): Promise<string> {
  const target = join(folder, digestSources());
  if (existsSync(target)) return target;
  await mkdir(folder, { recursive: true });
  await removeOldBuilds();
  const own = await mkdtemp(join(folder, "unfinished-"));
  await compile(own);
  // Another process may have been faster. Both builds are the same.
  await rename(own, target).catch(() => rm(own, { recursive: true }));
  return target;
}

function digestSources(): string {
  const digest = createHash("sha256");
  for (const path of globSync(["src/**/*.ts", "tsconfig*.json", "package-lock.json"], { cwd: root }).toSorted())
    digest.update(`${path}\n`).update(readFileSync(join(root, path)));
  return digest.digest("hex").slice(0, 12);
}

async function compile(outDir: string): Promise<void> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const output = ["--outDir", outDir, "--tsBuildInfoFile", join(outDir, ".tsbuildinfo")];
  const build = spawn(process.execPath, [tsc, "-p", "tsconfig.build.json", ...output], { cwd: root });
  const [code] = await once(build, "exit");
  if (code !== 0) throw new Error("the build failed");
}

async function removeOldBuilds(): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (Date.now() - (await stat(path)).mtimeMs > MAX_AGE_MS) await rm(path, { recursive: true, force: true });
  }
}

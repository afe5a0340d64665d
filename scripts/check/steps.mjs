import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs one npm script and shows its output. It counts as one check. */
export function runCheck([script, ...options]) {
  const name = [script, ...options].join(" ");
  const held = runScript(script, options);
  return { name, passed: held ? 1 : 0, failed: held ? 0 : 1 };
}

/**
 * Runs an npm script that runs jest, and counts its tests. A suite that did not run, or has no tests, counts as failed.
 */
export function runSuite(script) {
  const folder = mkdtempSync(join(tmpdir(), "jest-report-"));
  const file = join(folder, "report.json");
  const held = runScript(script, ["--", "--json", `--outputFile=${file}`]);
  const outcome = { name: script, ...readCounts(file, held) };
  rmSync(folder, { recursive: true });
  return outcome;
}

/** Says what runs, and how long it took. */
function runScript(script, options) {
  const name = `npm run ${[script, ...options].join(" ")}`;
  console.log(`── ${name}`);
  const start = performance.now();
  const { status } = spawnSync("npm", ["run", "--silent", script, ...options], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  console.log(
    `── ${status === 0 ? "passed" : "FAILED"} in ${Math.round((performance.now() - start) / 1000)} s: ${name}`,
  );
  return status === 0;
}

/** The counts of a jest report, or one failure if there is no report. */
export function readCounts(file, held) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(file, "utf8"));
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  // Jest can fail although all tests pass: an open handle, a threshold, no tests at all.
  return { passed: numPassedTests, failed: failed === 0 && !(held && numPassedTests > 0) ? 1 : failed };
}

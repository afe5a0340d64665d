// `npm run check`: all checks that must pass before a change lands. They need no system package except redis-server.
// With --system, as in CI (.ci/run), also the checks that need other Debian packages. The last line counts passed and
// failed checks; each test of a Jest suite counts as one.
import { parseArgs } from "node:util";
import { runCheck, runSuite } from "./check/steps.mjs";

const { values } = parseArgs({ options: { system: { type: "boolean", default: false } } });

/** The quick checks come first. */
const CHECKS = [
  ["typecheck"],
  ["lint"],
  ["lint:schema"],
  ["schema:check"],
  ["layers"],
  ["unused"],
  ["format:check"],
  ["codegen:check"],
  ["test:sbom"],
  ["test:package"],
  ["test:federation"],
  ["test:clients"],
  ["test:sdk"],
  ["test", "--workspace", "examples/player"],
];
/** Jest suites, counted test by test. */
const SUITES = ["test"];
const SYSTEM_SUITES = ["test:browser"];
const SYSTEM_CHECKS = [["test:browser", "--workspace", "examples/player"]];

const outcomes = [...CHECKS.map(runCheck), ...SUITES.map(runSuite)];
if (values.system) outcomes.push(...SYSTEM_SUITES.map(runSuite), ...SYSTEM_CHECKS.map(runCheck));

for (const { name } of outcomes.filter(({ failed }) => failed > 0)) console.error(`FAILED: npm run ${name}`);
const total = (key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") === 0 ? 0 : 1;

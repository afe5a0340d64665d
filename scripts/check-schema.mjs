// Compares what clients see with what they saw in the last release, and fails when something that they may rely on is gone
// or stricter while the major version is still the same. `npm version` writes the released schema anew.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CriticalityLevel, diff, DiffRule } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

const { values } = parseArgs({
  options: {
    released: { type: "string", default: "schema/released.graphql" },
    current: { type: "string", default: "schema/schema.graphql" },
    version: { type: "string", default: JSON.parse(readFileSync("package.json", "utf8")).version },
  },
});

const released = readFileSync(values.released, "utf8");
const current = readFileSync(values.current, "utf8");
const changes = await diff(buildSchema(released), buildSchema(current), [DiffRule.ignoreDescriptionChanges]);
for (const { criticality, message } of changes) console.log(`${criticality.level}  ${message}`);

const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
const releasedVersion = /^# Released with (?<version>\S+)/.exec(released)?.groups?.version;
const from = majorOf(releasedVersion);
const to = majorOf(values.version);
if (breaking.length > 0 && to <= from) {
  console.error(
    `${breaking.length} breaking, and the version is still ${values.version}: keep what clients use, or go to ${from + 1}.0.0`,
  );
  process.exitCode = 1;
} else {
  console.log(`${changes.length} changes since version ${releasedVersion}, ${breaking.length} of them breaking`);
}

function majorOf(version) {
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major)) throw new Error(`no version in ${values.released} or --version: ${version}`);
  return major;
}

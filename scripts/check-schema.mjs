// Compares the clients' schema with the last released one. Fails if a change breaks clients and the major version is
// still the same. `npm version` stores the new schema as the released one.
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
    `${breaking.length} breaking changes, and the version is still ${values.version}: undo them, or release ${from + 1}.0.0`,
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

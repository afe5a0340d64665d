import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TOOL = fileURLToPath(new URL("node_modules/.bin/cyclonedx-npm", import.meta.url));
const PLAYGROUND_REF = "minutes-graph-playground";
/** Marks a component that is not installed with the gateway, but is part of the playground's files. */
const BUNDLED = { name: "minutes-graph:bundledInto", value: "dist/playground" };

/**
 * The bill of materials of the gateway in production, as CycloneDX 1.6. CycloneDX's tool for npm lists the installed
 * packages without development packages, and the playground's build lists the bundled packages. Needs a build.
 */
export function createBillOfMaterials() {
  const bill = readInstalled();
  const bundled = JSON.parse(readFileSync(join(ROOT, "dist/playground/packages.json"), "utf8")).map(toComponent);
  const references = bundled.map((component) => component["bom-ref"]);
  const root = bill.dependencies.find(({ ref }) => ref === bill.metadata.component["bom-ref"]);
  root.dependsOn = [...(root.dependsOn ?? []), ...references];
  bill.components.push(...bundled);
  bill.dependencies.push(...references.map((ref) => ({ ref })));
  return bill;
}

/** True if a component is part of the playground's files. */
export function isBundled({ properties = [] }) {
  return properties.some(({ name }) => name === BUNDLED.name);
}

function readInstalled() {
  const options = ["--omit", "dev", "--no-workspaces", "--flatten-components", "--spec-version", "1.6"];
  const text = execFileSync(TOOL, [...options, "package.json"], { cwd: ROOT, encoding: "utf8" });
  return withoutExtraneous(JSON.parse(text));
}

function isExtraneous({ properties = [] }) {
  return properties.some(({ name, value }) => name === "cdx:npm:package:extraneous" && value === "true");
}

/**
 * Leaves out packages that no other package requires, such as those that the development package `node` installs
 * itself.
 */
function withoutExtraneous(bill) {
  const references = new Set(bill.components.filter(isExtraneous).map((component) => component["bom-ref"]));
  return {
    ...bill,
    components: bill.components.filter((component) => !references.has(component["bom-ref"])),
    dependencies: bill.dependencies
      .filter(({ ref }) => !references.has(ref))
      .map(({ dependsOn = [], ...rest }) => ({ ...rest, dependsOn: dependsOn.filter((ref) => !references.has(ref)) })),
  };
}

/** A bundled package. Its reference differs from that of the same package if it is installed. */
function toComponent({ name, version, license }) {
  const [scope, own] = name.startsWith("@") ? name.split("/") : [null, name];
  return {
    type: "library",
    "bom-ref": `${PLAYGROUND_REF}|${name}@${version}`,
    ...(scope === null ? {} : { group: scope }),
    name: own,
    version,
    licenses: [/[ (]/.test(license) ? { expression: license } : { license: { id: license } }],
    purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
    properties: [BUNDLED],
  };
}

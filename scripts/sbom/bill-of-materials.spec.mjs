import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { createBillOfMaterials, isBundled } from "./bill-of-materials.mjs";

const readJson = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
const nameOf = ({ group, name, version }) => `${group === undefined ? "" : `${group}/`}${name}@${version}`;

let bill;
before(() => {
  bill = createBillOfMaterials();
});

/** The packages that npm has installed, without development packages. */
function installedPackages() {
  const { packages } = readJson("node_modules/.package-lock.json");
  return Object.entries(packages)
    .filter(([path, { dev, devOptional, link }]) => path.startsWith("node_modules/") && !dev && !devOptional && !link)
    .map(([path]) => path);
}

test("it is valid CycloneDX", async () => {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  assert.equal(await validator.validate(JSON.stringify(bill)), null);
});

test("the bill lists exactly the packages that are installed for production, with their versions", () => {
  const installed = installedPackages().map((path) => {
    const { name, version } = readJson(`${path}/package.json`);
    return `${name}@${version}`;
  });
  assert.ok(installed.length > 100);
  const listed = bill.components.filter((component) => !isBundled(component)).map(nameOf);
  assert.deepEqual(new Set(listed), new Set(installed));
});

test("the bill lists every dependency in package.json, and no development dependency that production does not need", () => {
  const { dependencies, devDependencies } = readJson("package.json");
  const listed = new Set(bill.components.filter((component) => !isBundled(component)).map(nameOf));
  const declared = Object.entries(dependencies).map(([name, version]) => `${name}@${version}`);
  assert.deepEqual(
    declared.filter((name) => !listed.has(name)),
    [],
  );
  for (const name of ["jest", "typescript", "node", "graphiql"])
    assert.ok(!listed.has(`${name}@${devDependencies[name]}`), name);
});

test("the bill lists the packages in the playground's files, at the installed versions", () => {
  const bundled = bill.components.filter(isBundled).map(nameOf);
  for (const name of [
    "react",
    "react-dom",
    "graphiql",
    "@graphiql/react",
    "monaco-editor",
    "monaco-graphql",
    "graphql",
  ])
    assert.ok(bundled.includes(`${name}@${readJson(`node_modules/${name}/package.json`).version}`), name);
  assert.equal(new Set(bundled).size, bundled.length);
});

test("the third-party notices name every bundled package, with the licence's text", () => {
  const folder = readFileSync(new URL("../../dist/playground/version", import.meta.url), "utf8");
  const path = `../../dist/playground/${folder}/third-party-notices.txt`;
  const notices = readFileSync(new URL(path, import.meta.url), "utf8");
  for (const { group, name, version } of bill.components.filter(isBundled))
    assert.ok(notices.includes(`\n${group === undefined ? "" : `${group}/`}${name} ${version}\nLicence: `), name);
  assert.match(notices, /react 19[\s\S]*?Permission is hereby granted, free of charge/);
});

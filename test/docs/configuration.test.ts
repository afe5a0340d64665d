import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { describeVariables } from "../../src/config/describe.js";

const document = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");

/** The document's tables: a section's title, and the cells of its rows. */
function tables(): { title: string; rows: string[][] }[] {
  return document
    .split(/^## /m)
    .slice(1)
    .map((part) => ({ title: part.slice(0, part.indexOf("\n")), rows: rowsIn(part) }));
}

function rowsIn(part: string): string[][] {
  return [...part.matchAll(/^\| (`.*) \|$/gm)].map(([, row = ""]) => row.split(/\s+\|\s+/).map((cell) => cell.trim()));
}

test("docs/configuration.md has a row for every variable, with its default and meaning (`npm run configuration` writes it)", () => {
  expect(tables()).toEqual(
    describeVariables().map(({ title, rows }) => ({
      title,
      rows: rows.map(({ name, fileVariable, default: fallback, meaning }) => [
        [name, fileVariable]
          .filter((each) => each !== null)
          .map((each) => `\`${each}\``)
          .join(", "),
        fallback,
        meaning,
      ]),
    })),
  );
});

test("a default that depends on the deployment is shown for each deployment", () => {
  const rows = describeVariables().flatMap((table) => table.rows);
  const defaultOf = (name: string) => rows.find((row) => row.name === name)?.default;
  expect(defaultOf("PLAYGROUND_ENABLED")).toBe("`true`; `false` in production");
  expect(defaultOf("UPSTREAM_BREAKER_FAILURES")).toBe("`10`; `0` with the simulator");
  expect(defaultOf("OTEL_EXPORTER_OTLP_ENDPOINT")).toBe("none: no traces");
});

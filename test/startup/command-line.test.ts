import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { variableNames } from "../../src/config/describe.js";
import { handleCommandLine } from "../../src/startup/command-line.js";

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);

test("--version prints the version of package.json, and nothing starts", () => {
  expect(handleCommandLine(["--version"])).toEqual({ text: version, exitCode: 0 });
});

test("--help lists every variable with its default, and nothing starts", () => {
  const { text = "", exitCode } = handleCommandLine(["--help"]) ?? {};
  expect(exitCode).toBe(0);
  expect(variableNames().filter((name) => !text.includes(name))).toEqual([]);
  expect(text).toContain("PLAYGROUND_ENABLED [true; false in production]");
});

test("an unknown argument is named, with exit code 2", () => {
  expect(handleCommandLine(["--port", "4000"])).toMatchObject({
    text: expect.stringContaining("--port"),
    exitCode: 2,
  });
  expect(handleCommandLine(["4000"])?.exitCode).toBe(2);
});

test("without arguments the gateway starts", () => {
  expect(handleCommandLine([])).toBeNull();
});

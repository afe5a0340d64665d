import { expect, test } from "@jest/globals";
import { secret } from "../../src/config/kinds.js";
import { type Environment, readSection } from "../../src/config/read-variables.js";
import { section } from "../../src/config/variable.js";

const SECRETS = section("Secrets", { key: secret("APP_KEY", "none", "opens everything") });
const FILES = new Map([
  ["/run/key", "from-a-file\n"],
  ["/run/windows", "from-a-file\r\n"],
  ["/run/marked", "\uFEFFfrom-a-file\r\n"],
  ["/run/empty", "\n"],
]);

/** A missing file fails with the system's error. */
function readFile(path: string): string {
  const content = FILES.get(path);
  if (content === undefined) throw Object.assign(new Error(`no such file: ${path}`), { code: "ENOENT" });
  return content;
}

const read = (env: Environment) =>
  readSection(SECRETS, env, { production: true, simulated: false, workers: 1, replicas: 1 }, readFile);

const given = (key: string | null) => ({
  settings: { key },
  faults: [],
  changed: key === null ? {} : { APP_KEY: "(secret)" },
});

test("a secret comes from its variable or from the file in NAME_FILE, without what an editor adds", () => {
  expect(read({ APP_KEY: "given" })).toEqual(given("given"));
  expect(read({ APP_KEY_FILE: "/run/key" })).toEqual(given("from-a-file"));
  expect(read({ APP_KEY_FILE: "/run/windows" })).toEqual(given("from-a-file"));
  expect(read({ APP_KEY_FILE: "/run/marked" })).toEqual(given("from-a-file"));
  expect(read({ APP_KEY: "", APP_KEY_FILE: "" })).toEqual(given(null));
});

test("a secret that is given twice, or whose file is missing or empty, is a fault without its value or path", () => {
  expect(read({ APP_KEY: "given", APP_KEY_FILE: "/run/key" }).faults).toEqual([
    "APP_KEY_FILE: must not be set beside APP_KEY",
  ]);
  expect(read({ APP_KEY_FILE: "/run/none" }).faults).toEqual(["APP_KEY_FILE: the file cannot be read (ENOENT)"]);
  expect(read({ APP_KEY_FILE: "/run/empty" }).faults).toEqual(["APP_KEY_FILE: the file is empty"]);
});

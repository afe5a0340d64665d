import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseMessages } from "../src/language/messages.ts";

test("the first of the browser's languages that there are messages in is chosen", () => {
  const choices = [["zh-CN", "en"], ["zh-Hant-TW"], ["de-DE", "zh"], ["en-GB", "zh-CN"], ["fr"], ["zhx"], []];
  assert.deepEqual(
    choices.map((languages) => chooseMessages(languages).language),
    ["zh-CN", "zh-CN", "zh-CN", "en", "en", "en", "en"],
  );
});

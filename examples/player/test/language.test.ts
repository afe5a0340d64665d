import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseMessages } from "../src/language/messages.ts";

test("the language is the first of the browser's languages that the player has", () => {
  const choices = [["zh-CN", "en"], ["zh-Hant-TW"], ["de-DE", "zh"], ["en-GB", "zh-CN"], ["fr"], ["zhx"], []];
  assert.deepEqual(
    choices.map((languages) => chooseMessages(languages).language),
    ["zh-CN", "zh-CN", "zh-CN", "en", "en", "en", "en"],
  );
});

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

test("English counts one paragraph of one speaker in the singular", () => {
  const { summary, turns } = chooseMessages(["en"]);
  assert.equal(summary("0:01", "1", "1"), "0:01 · 1 paragraph · 1 speaker");
  assert.equal(summary("56:55", "419", "8"), "56:55 · 419 paragraphs · 8 speakers");
  assert.deepEqual([turns("1"), turns("2")], ["1 turn", "2 turns"]);
});

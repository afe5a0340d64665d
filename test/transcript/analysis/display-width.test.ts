import { expect, test } from "@jest/globals";
import { displayWidth } from "../../../src/transcript/analysis/captions/display-width.js";

test.each([
  ["a letter", "a", 1],
  ["a letter with an accent of its own", "e\u0301", 1],
  ["a Chinese character", "会", 2],
  ["a full-width letter", "Ａ", 2],
  ["an emoji with a skin tone", "👍🏽", 2],
  ["a family that is one emoji", "👨‍👩‍👧", 2],
  ["a flag", "🇨🇳", 2],
  ["a heart as a picture", "❤\ufe0f", 2],
  ["a key with a digit", "1\ufe0f\u20e3", 2],
  ["a letter that is marked as a picture and has none", "a\ufe0f", 1],
  ["a space that is marked as a picture", " \ufe0f", 1],
  ["a mark without a letter", "\u0301", 0],
  ["a zero-width space", "\u200b", 0],
])("the columns of %s", (_what, text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

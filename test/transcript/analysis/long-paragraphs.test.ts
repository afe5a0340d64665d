import { expect, test } from "@jest/globals";
import { AtomTable } from "../../../src/transcript/analysis/captions/atom-table.js";
import { toBlocks } from "../../../src/transcript/analysis/captions/blocks.js";
import { toLines } from "../../../src/transcript/analysis/captions/lines.js";
import { splitText } from "../../../src/transcript/analysis/captions/split.js";
import { TextTimes } from "../../../src/transcript/analysis/captions/text-times.js";
import type { Paragraph } from "../../../src/transcript/model.js";

/** A paragraph without sentences, spoken in an hour. */
function speak(text: string): Paragraph {
  const span = { startTime: 0, endTime: 3_600_000 };
  return { token: null, recordId: null, status: 0, unionId: "u", nickName: "n", text, ...span, sentences: [] };
}

/** Counts how often a width is measured, which each comparison of two breaks does. */
class CountingTable extends AtomTable {
  measured = 0;

  override columnsOf(first: number, end: number): number {
    this.measured += 1;
    return super.columnsOf(first, end);
  }
}

const LARGEST = { maxLineWidth: 200, maxLines: 10 };
const USUAL = { maxLineWidth: 42, maxLines: 2 };

test.each([
  ["of English, in the largest cues", "a b c d ", LARGEST],
  ["of English, in usual cues", "a b c d ", USUAL],
  ["of Chinese, in the largest cues", "我们讨论权限管理", LARGEST],
  ["of Chinese, in usual cues", "我们讨论权限管理", USUAL],
  ["of Chinese and English, in the largest cues", "会a", LARGEST],
])("a long paragraph %s is split with a limited number of comparisons for each character", (_what, words, size) => {
  const text = words.repeat(32_000 / words.length);
  const atoms = new CountingTable();
  expect(atoms.readCommon(text, size.maxLineWidth)).toBe(true);
  const blocks = splitText(atoms, new TextTimes(text, speak(text)), size);
  const lines = blocks.flatMap(({ first, end }) => toLines(atoms, first, end, size));
  expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
  expect(atoms.measured).toBeLessThan(10 * text.length);
});

test("the time for a long run without a possible line break does not grow with its square, which would be a minute", () => {
  const text = `ก${"a,".repeat(100_000)}`;
  const before = process.cpuUsage();
  const blocks = toBlocks(speak(text), USUAL);
  expect(blocks.flatMap(({ lines }) => lines).join("")).toBe(text);
  expect(process.cpuUsage(before).user).toBeLessThan(20_000_000);
});

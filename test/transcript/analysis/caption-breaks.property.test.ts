import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { toBlocks } from "../../../src/transcript/analysis/captions/blocks.js";
import { isHan, TRAITS } from "../../../src/transcript/analysis/captions/characters.js";
import { splitGraphemes } from "../../../src/transcript/analysis/captions/display-width.js";
import { toLines } from "../../../src/transcript/analysis/captions/lines.js";
import { AtomTable } from "../../../src/transcript/analysis/captions/atom-table.js";
import { splitText } from "../../../src/transcript/analysis/captions/split.js";
import { TextTimes } from "../../../src/transcript/analysis/captions/text-times.js";
import { plainBlocks } from "../../support/caption-oracle.js";
import { demoParagraphs } from "../../support/demo-paragraphs.js";
import { cases } from "../../support/random-cases.js";

const COMMON = Array.from(TRAITS.keys()).filter((unit) => TRAITS[unit] !== 0);
const OTHERS = COMMON.filter((unit) => !isHan(unit) && unit !== 0x20).map((unit) => String.fromCharCode(unit));

const words = new Intl.Segmenter("zh", { granularity: "word" });
const endsWordAt = (text: string, place: number) => words.segment(text).containing(place)?.index === place;

test("a word ends wherever a common Chinese character meets another common character", () => {
  const joined = OTHERS.filter((other) => !endsWordAt(`会${other}`, 1) || !endsWordAt(`${other}会`, 1));
  expect(OTHERS.length).toBeGreaterThan(300);
  expect(joined).toEqual([]);
});

test("every common character is a grapheme of its own, whatever stands beside it", () => {
  for (const other of OTHERS) expect(splitGraphemes(`${other}会${other}${other}a${other} `)).toHaveLength(7);
});

const chinese = demoParagraphs("demo")
  .map(({ text }) => text)
  .join("");

/** Pieces of what people say in Chinese and English, with all kinds of punctuation and full-width forms between. */
const pieces = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.nat(chinese.length - 20).chain((at) => fc.nat(16).map((length) => chinese.slice(at, at + length))),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("会议纪要", "权限", "发布计划的", "一", "中华人民共和国", "全国人民代表大会"),
  },
  { weight: 2, arbitrary: fc.constantFrom(...OTHERS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(" ", " ", "  ", "3.5，", "1：2", "API（v2）", "“好”", "……", "——", "don't", "é"),
  },
);
const commonTexts = (maxPieces: number) =>
  fc.array(pieces, { minLength: 1, maxLength: maxPieces }).map((all) => all.join(""));

/** The facts about each atom. */
function atomsOf(atoms: AtomTable) {
  return Array.from({ length: atoms.size }, (_, atom) => ({
    start: atoms.starts[atom],
    end: atoms.ends[atom],
    quality: atoms.qualities[atom],
    isEnd: atoms.isBreak(atom),
    columns: atoms.columnsOf(atom, atom + 1),
    width: atoms.widthOf(atom, atom + 1),
  }));
}

/** The same with atoms joined where no line may end. */
function joinedAtomsOf(atoms: AtomTable) {
  const joined: ReturnType<typeof atomsOf> = [];
  for (const atom of atomsOf(atoms)) {
    const last = joined.at(-1);
    if (last === undefined || last.isEnd) joined.push(atom);
    else
      joined[joined.length - 1] = {
        ...atom,
        start: last.start,
        columns: last.columns + atom.columns,
        width: last.width + atom.columns,
      };
  }
  return joined;
}

test("the quick reading of common characters finds the same breaks as looking up each word", () => {
  const [quick, thorough] = [new AtomTable(), new AtomTable()];
  const property = fc.property(commonTexts(30), fc.constantFrom(10, 17, 42), (text, maxWidth) => {
    thorough.readAny(text, maxWidth);
    fc.pre(quick.readCommon(text, maxWidth));
    quick.lookUpAll();
    fc.pre(quick.isSound);
    expect(joinedAtomsOf(quick)).toEqual(atomsOf(thorough));
  });
  fc.assert(property, cases(2000));
});

test("two words that punctuation joins, and that are wider than a line, are divided like one long word", () => {
  const atoms = new AtomTable();
  expect(atoms.readCommon("先把…”“可以", 10)).toBe(true);
  atoms.lookUpAll();
  expect(atoms.isSound).toBe(false);
  expect(atomsOf(atoms).map(({ end }) => end)).toEqual([6, 7]);
});

/** A paragraph whose words have two characters each, and now and then a pause in front. */
const paragraphs = fc
  .record({
    text: commonTexts(9),
    msPerCharacter: fc.constantFrom(60, 150, 250, 600),
    pauses: fc.array(fc.constantFrom(0, 0, 0, 0, 299, 300, 1500), { minLength: 1, maxLength: 40 }),
    hasWords: fc.boolean(),
  })
  .map(({ text, msPerCharacter, pauses, hasWords }) => {
    let time = 1000;
    const said = Array.from({ length: Math.ceil(text.length / 2) }, (_, index) => {
      const startTime = time + (pauses[index % pauses.length] ?? 0);
      time = startTime + 2 * msPerCharacter;
      return { index, wordId: null, text: text.slice(2 * index, 2 * index + 2), startTime, endTime: time };
    });
    const sentence = { index: 0, unionId: null, text, startTime: 1000, endTime: time, words: said };
    const sentences = hasWords ? [sentence] : [];
    return {
      token: null,
      recordId: null,
      status: 0,
      unionId: "u",
      nickName: "n",
      text,
      startTime: 1000,
      endTime: time,
      sentences,
    };
  });

test("the blocks are the best ones that trying every break of every word finds", () => {
  const sizes = fc.constantFrom(
    { maxLineWidth: 10, maxLines: 1 },
    { maxLineWidth: 16, maxLines: 2 },
    { maxLineWidth: 12, maxLines: 3 },
    { maxLineWidth: 42, maxLines: 2 },
  );
  const property = fc.property(paragraphs, sizes, (paragraph, size) => {
    const blocks = toBlocks(paragraph, size).map(({ lines, startTime, endTime }) => ({ lines, startTime, endTime }));
    expect(blocks).toEqual(plainBlocks(paragraph, size));
  });
  fc.assert(property, cases(500));
});

/** Finds words, and counts how often it is used. */
class CountingDictionary {
  segmentations = 0;
  lookUps = 0;

  segment(text: string): Intl.Segments {
    const segments = words.segment(text);
    this.segmentations += 1;
    return {
      containing: (place) => {
        this.lookUps += 1;
        return segments.containing(place);
      },
      [Symbol.iterator]: () => segments[Symbol.iterator](),
    };
  }
}

test.each([
  ["Chinese without punctuation", "我们讨论权限管理"],
  ["full-width letters", "ＡＢＣＤ１２３"],
])("a long text is segmented once: %s", (_what, text) => {
  const counting = new CountingDictionary();
  const atoms = new AtomTable(counting);
  atoms.readCommon(text.repeat(500), 42);
  atoms.lookUpAll();
  expect(counting.segmentations).toBe(1);
});

test("few words are looked up, because punctuation decides most breaks", () => {
  const counting = new CountingDictionary();
  const atoms = new AtomTable(counting);
  const size = { maxLineWidth: 42, maxLines: 2 };
  let lines = 0;
  for (const paragraph of demoParagraphs("demo")) {
    if (!atoms.readCommon(paragraph.text, size.maxLineWidth)) continue;
    for (const { first, end } of splitText(atoms, new TextTimes(paragraph.text, paragraph), size))
      lines += toLines(atoms, first, end, size).length;
  }
  expect(lines).toBeGreaterThan(500);
  expect(counting.lookUps).toBeLessThan(lines / 10);
});

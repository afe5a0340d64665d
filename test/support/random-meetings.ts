import * as fc from "fast-check";
import type { Paragraph, Sentence, Word } from "../../src/transcript/model.js";

/** Characters that people use, and that folding joins, splits, widens or keeps. */
const CHARACTERS = [
  ...Array.from("abcdeABCDE  ßſİıǅΣσςµ"),
  ...Array.from("会议纪要产品发布计划的一"),
  ...Array.from("ＡｂｃＤ１２３，。！"),
  ...Array.from("㎞㌖ﬁﬃ①½ﷺ"),
  ...Array.from("éÉñạ̈Åÿ"),
  ...Array.from("ガｶｷ한가각"),
  "e\u0301",
  "\u0301",
  "\u0323\u0307",
  "ｶﾞ",
  "ﾞ",
  "\u1112\u1161\u11ab",
  "👨‍👩‍👧",
  "👍🏽",
  "❤️",
  "🇨🇳",
  "𝒜",
  "𠮷",
  " ",
  "\u3000",
  "\u00a0",
  "\n",
  "´",
  "\ud83d",
];

/** Any text of a meeting, in several scripts, well-formed except for an occasional half of a surrogate pair. */
export const texts = (maxLength = 24): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...CHARACTERS), { maxLength }).map((characters) => characters.join(""));

/** The duration, and the pause before it, in milliseconds. */
const timing = fc.record({
  pause: fc.constantFrom(-30, 0, 0, 5, 80, 900),
  length: fc.constantFrom(0, 1, 40, 300, 2500),
});

const people = fc.constantFrom(
  { unionId: "u1", nickName: "陈思远" },
  { unionId: "u1", nickName: null },
  { unionId: "u2", nickName: "Priya" },
  { unionId: "u3", nickName: "Priya" },
  { unionId: null, nickName: "Priya" },
  { unionId: null, nickName: "林佳" },
  { unionId: null, nickName: null },
);

const plans = fc.record({
  person: people,
  timing,
  /** Sometimes far enough back for another recording. */
  jump: fc.constantFrom(0, 0, 0, 0, 0, -10_001, -10_000, -40_000),
  words: fc.array(fc.record({ text: texts(3), timing }), { maxLength: 6 }),
  sentenceLength: fc.integer({ min: 1, max: 4 }),
  /** How the paragraph's text differs from its words. */
  change: fc.constantFrom("none", "none", "spaces", "other text", "no text", "no sentences"),
  other: texts(),
});

/**
 * A transcript as the upstream might send it: overlaps, falling times, several recordings, texts that do not add up.
 */
export const meetings = (maxLength = 8): fc.Arbitrary<Paragraph[]> =>
  fc.array(plans, { maxLength }).map((all) => {
    let time = 12_000;
    return all.map(({ person, timing: { pause, length }, jump, words, sentenceLength, change, other }, index) => {
      time = Math.max(0, time + pause + jump);
      const startTime = time;
      const spoken = layOut(words, startTime);
      const endTime = spoken.at(-1)?.endTime ?? startTime + length;
      time = pause < 0 ? startTime : endTime;
      const said = spoken.map((word) => word.text);
      const text = { "other text": other, "no text": "", spaces: said.join(" ") }[change as string] ?? said.join("");
      const sentences = change === "no sentences" ? [] : toSentences(spoken, sentenceLength);
      return { ...person, token: null, recordId: null, status: index, text, startTime, endTime, sentences };
    });
  });

function layOut(words: readonly { text: string; timing: { pause: number; length: number } }[], start: number): Word[] {
  let time = start;
  return words.map(({ text, timing: { pause, length } }, index) => {
    const startTime = time + Math.max(0, pause);
    time = startTime + length;
    return { index, wordId: null, text, startTime, endTime: time };
  });
}

function toSentences(words: readonly Word[], length: number): Sentence[] {
  const groups = [...Map.groupBy(words, ({ index }) => Math.floor(index / length)).values()];
  return groups.map((group, index) => ({
    index,
    unionId: null,
    text: group.map(({ text }) => text).join(""),
    startTime: group[0]?.startTime ?? 0,
    endTime: group.at(-1)?.endTime ?? 0,
    words: group.map((word, at) => ({ ...word, index: at })),
  }));
}

/** Entries as an analysis takes them. */
export const toEntries = (paragraphs: readonly Paragraph[]) => paragraphs.map((paragraph) => ({ paragraph }));

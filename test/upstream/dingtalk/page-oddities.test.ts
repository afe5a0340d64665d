import { describe, expect, test } from "@jest/globals";
import type { Paragraph } from "../../../src/transcript/model.js";
import type { PageOddity } from "../../../src/transcript/upstream-observer.js";
import { toPage } from "../../../src/upstream/dingtalk/decode-page.js";
import { pageAsObjects } from "../../support/kept-lists.js";

const TIMES = { startTime: 1000, endTime: 2000 };

/** The only paragraph of a body, and its oddities. */
function decode(body: string): { paragraph: Paragraph; oddities: Partial<Record<PageOddity, number>> } {
  const oddities: Partial<Record<PageOddity, number>> = {};
  const page = toPage(Buffer.from(body), {}, (kind, count) => (oddities[kind] = count));
  const [paragraph] = pageAsObjects(page).paragraphs;
  if (paragraph === undefined) throw new Error("the page is empty");
  return { paragraph, oddities };
}

const decodeParagraph = (fields: object) => decode(JSON.stringify({ paragraphList: [fields] }));
const decodeSentences = (sentenceList: readonly object[]) => {
  const { paragraph, oddities } = decodeParagraph({ ...TIMES, sentenceList });
  return { sentences: [...paragraph.sentences], oddities };
};
const odditiesOf = (...sentenceList: readonly object[]) => decodeSentences(sentenceList).oddities;
const decodeWords = (wordList: readonly object[]) => {
  const { sentences, oddities } = decodeSentences([{ ...TIMES, startTime: 1100, wordList }]);
  return { words: [...(sentences[0]?.words ?? [])], oddities };
};

/** The id of the only word of a page, and the number of odd ids. */
const idOf = (json: string) => {
  const { paragraph, oddities } = decode(
    `{"paragraphList":[{"startTime":0,"sentenceList":[{"startTime":0,"endTime":0,"wordList":[{"startTime":0,"endTime":0,"wordId":${json}}]}]}]}`,
  );
  const [sentence] = paragraph.sentences;
  return { wordId: [...(sentence?.words ?? [])][0]?.wordId, count: oddities["numeric-word-id"] };
};

test("a correct page has no oddities", () => {
  const words = [{ ...TIMES, word: "a", wordId: "1#0" }];
  const sentenceList = [{ ...TIMES, sentence: "a", wordList: words }, { ...TIMES, wordList: [] }, TIMES];
  expect(decodeParagraph({ ...TIMES, status: 1, sentenceList }).oddities).toEqual({});
  expect(decodeParagraph({ ...TIMES, sentenceList: null }).oddities).toEqual({});
});

describe("a paragraph's numbers", () => {
  test("may be strings", () => {
    const { paragraph, oddities } = decodeParagraph({ startTime: "1000", endTime: "2000", status: "1" });
    expect(paragraph).toMatchObject({ ...TIMES, status: 1 });
    expect(oddities).toEqual({ "numeric-string": 3 });
  });

  test("are rounded when they are fractions", () => {
    const { paragraph, oddities } = decodeParagraph({ startTime: 1000.5, endTime: "1999.6", status: 0.9 });
    expect(paragraph).toMatchObject({ startTime: 1001, endTime: 2000, status: 1 });
    expect(oddities).toEqual({ fraction: 3, "numeric-string": 1 });
  });

  test.each([{}, { endTime: null }])("may lack an end, and the start is used: %j", (end) => {
    const { paragraph, oddities } = decodeParagraph({ startTime: 1000, ...end });
    expect(paragraph).toMatchObject({ startTime: 1000, endTime: 1000 });
    expect(oddities).toEqual({ "missing-end-time": 1 });
  });

  test("never become -0", () => {
    expect(Object.is(decodeParagraph({ startTime: "-0", endTime: 0 }).paragraph.startTime, 0)).toBe(true);
  });
});

describe("a sentence's times", () => {
  test("come from the sentence before, and the first one's from the paragraph", () => {
    const { sentences, oddities } = decodeSentences([{ sentence: "a" }, { startTime: 1200, endTime: 1500 }, {}]);
    expect(sentences).toMatchObject([
      { startTime: 1000, endTime: 1000 },
      { startTime: 1200, endTime: 1500 },
      { startTime: 1500, endTime: 1500 },
    ]);
    expect(oddities).toEqual({ "missing-time": 2, "missing-end-time": 2, "slow-list": 1 });
  });

  test("never begin after their own end", () => {
    const { sentences } = decodeSentences([TIMES, { endTime: 1800 }]);
    expect(sentences[1]).toMatchObject({ startTime: 1800, endTime: 1800 });
  });

  test("may be strings and fractions", () => {
    const { sentences, oddities } = decodeSentences([{ startTime: "1000", endTime: 1499.5 }]);
    expect(sentences).toMatchObject([{ startTime: 1000, endTime: 1500 }]);
    expect(oddities).toEqual({ "numeric-string": 1, fraction: 1, "slow-list": 1 });
  });
});

describe("a word's times", () => {
  test("come from the word before, and the first one's from the sentence", () => {
    const { words, oddities } = decodeWords([{ word: "a", endTime: 1300 }, { word: "b" }, { startTime: 1400 }]);
    expect(words).toMatchObject([
      { startTime: 1100, endTime: 1300 },
      { startTime: 1300, endTime: 1300 },
      { startTime: 1400, endTime: 1400 },
    ]);
    expect(oddities).toMatchObject({ "missing-time": 2, "missing-end-time": 2 });
  });

  test("come from the sentence's start even if that is missing too", () => {
    const { sentences } = decodeSentences([{ wordList: [{ word: "a" }] }]);
    expect([...(sentences[0]?.words ?? [])]).toMatchObject([{ startTime: 1000, endTime: 1000 }]);
  });
});

describe("a word's id", () => {
  test.each(["7", "0", "-7", "1631172050535000", "9223372036854775807", "-9223372036854775808"])(
    "%s becomes a string of the same digits",
    (digits) => {
      expect(idOf(digits)).toEqual({ wordId: digits, count: 1 });
    },
  );

  test("that is a string stays the same", () => {
    expect(idOf('"9223372036854775807"')).toEqual({ wordId: "9223372036854775807", count: undefined });
  });

  test("that is there is used, whatever other members the word has", () => {
    expect(idOf('"1#0","wor#":"7"')).toEqual({ wordId: "1#0", count: undefined });
  });

  test.each(["9223372036854775808000", "1e400", "true"])("%s is refused, because its digits are not known", (json) => {
    expect(() => idOf(json)).toThrow("paragraphList[0].sentenceList[0].wordList[0].wordId is not a string");
  });
});

test("non-empty lists that could not be read as bytes are counted, of sentences and of words", () => {
  const words = [{ ...TIMES, word: "a" }];
  const odd = [{ ...TIMES, word: 'say "a"' }];
  expect(odditiesOf({ ...TIMES, wordList: words })).toEqual({});
  expect(odditiesOf({ ...TIMES, sentence: 'say "a"', wordList: words })).toEqual({ "slow-list": 1 });
  expect(odditiesOf({ ...TIMES, wordList: odd }, { ...TIMES, wordList: words }, TIMES)).toEqual({ "slow-list": 2 });
});

test("a broken page reports no oddities", () => {
  const told: PageOddity[] = [];
  const body = '{"paragraphList":[{"startTime":"1"},{}]}';
  expect(() => toPage(Buffer.from(body), {}, (kind) => told.push(kind))).toThrow("paragraphList[1].startTime");
  expect(told).toEqual([]);
});

test("a page with paragraphs is a page, even if it also names a failure", () => {
  const body = { code: "systemError", status: 1111, hasMore: false, paragraphList: [TIMES] };
  expect(decode(JSON.stringify(body)).paragraph).toMatchObject(TIMES);
});

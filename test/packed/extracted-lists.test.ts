import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { PackedSentences, PackedWords } from "../../src/packed/packed-rows.js";
import { ExtractedLists } from "../../src/packed/extracted-lists.js";
import { toPage } from "../../src/upstream/dingtalk/decode-page.js";
import { pageAsObjects, sentencesAsObjects, wordsAsObjects } from "../support/kept-lists.js";
import { randomPageText } from "../support/random-page-text.js";
import { cases } from "../support/random-cases.js";

/** The rest of a text, and the number of extracted lists. */
const cut = (text: string) => {
  const { rest } = new ExtractedLists(Buffer.from(text));
  const count = (kind: string) => rest.toString().match(new RegExp(`List":"${kind}#[^"]+#\\d+"`, "g"))?.length ?? 0;
  return { rest, counts: { sentenceLists: count("s"), wordLists: count("w") } };
};

/** All objects of the rest, outer ones first. */
const objectsOf = (value: unknown): object[] =>
  typeof value === "object" && value !== null ? [value, ...Object.values(value).flatMap(objectsOf)] : [];

/** The lists that were extracted from a text, in order. The rest must be JSON. */
const cutOut = (text: string): { sentenceLists: PackedSentences[]; wordLists: PackedWords[] } => {
  const body = new ExtractedLists(Buffer.from(text));
  const objects = objectsOf(JSON.parse(body.rest.toString()));
  return {
    sentenceLists: objects
      .map((object) => body.sentencesFor(Reflect.get(object, "sentenceList")))
      .filter((list) => list !== null),
    wordLists: objects.map((object) => body.wordsFor(Reflect.get(object, "wordList"))).filter((list) => list !== null),
  };
};

const cutNothing = { sentenceLists: 0, wordLists: 0 };

/** The result for a body: the page, or the error's message. */
const outcome = (text: string): unknown => {
  try {
    return pageAsObjects(toPage(Buffer.from(text)));
  } catch (error) {
    return String(error);
  }
};

/**
 * The same body with white space before each list of sentences, and before each list of words: then no list is compact.
 */
const withSpace = {
  inSentences: (text: string): string => text.replaceAll('"sentenceList":[', '"sentenceList": ['),
  inAll: (text: string): string => withSpace.inSentences(text).replaceAll('"wordList":[', '"wordList": ['),
};

const wordListOf = (text: string): string => `"wordList":[{"word":"${text}","startTime":0,"endTime":0}]`;

const timedWith = (more: string): string => `{"startTime":0,"endTime":0,${more}}`;

const pageOf = (paragraphs: readonly string[]): string => `{"paragraphList":[${paragraphs.join(",")}]}`;

const thirteen = (paragraph: (at: number) => string): string =>
  pageOf(Array.from({ length: 13 }, (_, at) => paragraph(at)));

describe("lists that are read byte by byte", () => {
  test("have the same content as after JSON.parse, in any page", () => {
    const found = { sentenceLists: 0, wordLists: 0 };
    const given = cases(1000);
    fc.assert(
      fc.property(randomPageText, (text) => {
        found.sentenceLists += cut(text).counts.sentenceLists;
        found.wordLists += cut(text).counts.wordLists;
        const parsed = outcome(withSpace.inAll(text));
        expect(cut(withSpace.inAll(text)).counts).toEqual(cutNothing);
        expect(cut(withSpace.inSentences(text)).counts.sentenceLists).toBe(0);
        expect(outcome(withSpace.inSentences(text))).toEqual(parsed);
        expect(outcome(text)).toEqual(parsed);
      }),
      given,
    );
    expect(found.sentenceLists).toBeGreaterThan(given.numRuns / 3);
    expect(found.wordLists).toBeGreaterThan(given.numRuns / 6);
  });

  test("neither turn an invalid text into a page nor break a valid one", () => {
    const damaged = fc
      .tuple(
        randomPageText,
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom("", '"', "\\", "0", "1", ".5", "e1", ":", ",", "]", "}", "\n"),
      )
      .map(([text, at, length, put]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + put + text.slice(start + length);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        expect(outcome(text)).toEqual(outcome(withSpace.inAll(text)));
      }),
      cases(1500),
    );
  });

  test.each(["0", "1", "12", ".5", "e1", "E0", '"', "null"])(
    "make no page of a body with %s behind one of them",
    (garbage) => {
      const behind = (at: number) => (at === 1 ? garbage : "");
      const sentences = thirteen(
        (at) =>
          `{"startTime":0,"endTime":0,"sentenceList":[{"startTime":0,"endTime":0,${wordListOf(`w${at}`)}}]${behind(at)}}`,
      );
      expect(cut(sentences).counts).toEqual({ sentenceLists: 13, wordLists: 0 });
      expect(() => toPage(Buffer.from(sentences))).toThrow("The upstream's response is not JSON");
      const oddSentences = thirteen(
        (at) =>
          `{"startTime":0,"endTime":0,"sentenceList":[ {"startTime":0,"endTime":0,${wordListOf(`w${at}`)}${behind(at)}}]}`,
      );
      expect(cut(oddSentences).counts).toEqual({ sentenceLists: 0, wordLists: 13 });
      expect(() => toPage(Buffer.from(oddSentences))).toThrow("The upstream's response is not JSON");
    },
  );

  test.each(["wordList", "sentenceList"])(
    "never make the rest longer than the body, however many %s keys there are",
    (name) => {
      const list = `"${name}":[{"startTime":0,"endTime":0}]`;
      const text = `[${`{${list}},`.repeat(1000)}0]`;
      const { rest, counts } = cut(text);
      expect(counts).toEqual({ ...cutNothing, [`${name}s`]: 1000 });
      expect(rest.buffer.byteLength).toBeLessThan(text.length);
    },
  );

  test("never turn a truncated body into a page", () => {
    const words = '"wordList":[{"word":"a","startTime":1,"endTime":22,"wordId":"1#0"}]';
    const text = `{"paragraphList":[{"startTime":0,"endTime":0,"sentenceList":[{"startTime":0,"endTime":0,${words}}]}]}`;
    for (let length = 0; length < text.length; length += 1)
      expect(outcome(text.slice(0, length))).toBe(outcome(withSpace.inAll(text.slice(0, length))));
  });

  test("are extracted if they have the upstream's format", () => {
    const words = '{"word":"这里","startTime":7940,"endTime":8100,"wordId":"1#0"},{"startTime":0,"endTime":0}';
    const text = `[{"sentenceList":[{"unionId":"u","sentence":"这里。","startTime":7940,"endTime":9940,"wordList":[${words}]},{"startTime":1,"endTime":2,"wordList":[]},{"startTime":3,"endTime":4}],"unionId":"v"}]`;
    expect(cut(text).counts).toEqual({ sentenceLists: 1, wordLists: 0 });
    expect(cut(text).rest.toString()).toMatch(/^\[\{"sentenceList":"s#[^"]+#0","unionId":"v"\}\]$/);
    const [sentences] = cutOut(text).sentenceLists;
    expect(sentences && sentencesAsObjects(sentences)).toEqual([
      {
        index: 0,
        unionId: "u",
        text: "这里。",
        startTime: 7940,
        endTime: 9940,
        words: [
          { index: 0, text: "这里", wordId: "1#0", startTime: 7940, endTime: 8100 },
          { index: 1, text: "", wordId: null, startTime: 0, endTime: 0 },
        ],
      },
      { index: 1, unionId: null, text: "", startTime: 1, endTime: 2, words: [] },
      { index: 2, unionId: null, text: "", startTime: 3, endTime: 4, words: [] },
    ]);
  });

  test("of words are extracted even if their list of sentences is not compact", () => {
    const words = '"wordList":[{"word":"a","startTime":5,"endTime":6}]';
    const text = `{"sentenceList":[{"sentence":"say \\"a\\"","startTime":1,"endTime":2,${words}}]}`;
    expect(cut(text).counts).toEqual({ sentenceLists: 0, wordLists: 1 });
    expect(cut(text).rest.toString()).toMatch(/^\{"sentenceList":\[.*"endTime":2,"wordList":"w#[^"]+#0"\}\]\}$/);
    const [list] = cutOut(text).wordLists;
    expect(list).toBeInstanceOf(PackedWords);
    expect(list && wordsAsObjects(list)).toEqual([{ index: 0, text: "a", wordId: null, startTime: 5, endTime: 6 }]);
  });

  test.each([
    ["an escape", '[{"word":"\\n","startTime":0,"endTime":0}]'],
    ["a control character", '[{"word":"\n","startTime":0,"endTime":0}]'],
    ["an escape in a member that is not known", '[{"word":"a","startTime":0,"endTime":0,"note":"\\n"}]'],
    ["an escape in the key of one", '[{"word":"a","startTime":0,"endTime":0,"n\\u006fte":1}]'],
    ["white space in one", '[{"word":"a","startTime":0,"endTime":0,"note":[1, 2]}]'],
    ["one nested too deep", '[{"word":"a","startTime":0,"endTime":0,"note":[[[[[[[[[[1]]]]]]]]]]}]'],
    ["one without a value", '[{"word":"a","startTime":0,"endTime":0,"note":}]'],
    ["null", '[{"word":null,"startTime":0,"endTime":0}]'],
    ["white space", '[{"word":"a", "startTime":0,"endTime":0}]'],
    ["no end of a word", '[{"word":"a","startTime":0}]'],
    ["no start of a word", '[{"word":"a","endTime":0}]'],
    ["nothing in the place of a time", '[{"word":"a","startTime":,"endTime":0}]'],
    ["a time below zero", '[{"word":"a","startTime":-1,"endTime":0}]'],
    ["a time with a leading zero", '[{"word":"a","startTime":01,"endTime":0}]'],
    ["a fraction", '[{"word":"a","startTime":1.5,"endTime":0}]'],
    ["an exponent", '[{"word":"a","startTime":1e3,"endTime":0}]'],
    ["a time of more digits than a double holds", '[{"word":"a","startTime":1234567890123456,"endTime":0}]'],
    ["a time in quotes", '[{"word":"a","startTime":"1","endTime":0}]'],
    ["a text that is a number", '[{"word":1,"startTime":0,"endTime":0}]'],
    ["nothing between two commas", '[{"word":"a","startTime":0,"endTime":0},]'],
    ["a number instead of a brace", '[1"word":"a","startTime":0,"endTime":0}]'],
    ["no end", '[{"word":"a","startTime":0,"endTime":0}'],
    ["a bracket instead of a brace", '[{"word":"a","startTime":0,"endTime":0]]'],
    ["an empty word", "[{}]"],
    ["no word", "[]"],
  ])("with %s are left to the parser", (_what, list) => {
    for (const text of [`{"wordList":${list}}`, `{"sentenceList":${list.replace('"word"', '"sentence"')}}`]) {
      const { rest, counts } = cut(text);
      expect(counts).toEqual(cutNothing);
      expect(rest.toString()).toBe(text);
    }
  });

  test.each([
    ["words that are not compact", '"wordList":[{"startTime":1.5,"endTime":2}]'],
    ["words with white space", '"wordList":[ ]'],
    ["no list of words", '"wordList":null'],
    ["words without an opening bracket", '"wordList":1{"startTime":1,"endTime":2}]'],
    ["words without an end", '"wordList":[{"startTime":1,"endTime":2}'],
    ["words and words again", '"wordList":[{"startTime":1,"endTime":2}],"wordList":[]'],
    ["no words and words", '"wordList":[],"wordList":[{"startTime":1,"endTime":2}]'],
  ])("of sentences with %s in one sentence are left to the parser", (_what, words) => {
    const text = `{"sentenceList":[${timedWith('"wordList":[{"startTime":7,"endTime":8}]')},${timedWith(words)}]}`;
    const { rest, counts } = cut(
      `[${text},{"sentenceList":[${timedWith('"wordList":[{"startTime":9,"endTime":9}]')}]}]`,
    );
    expect(counts.sentenceLists).toBe(1);
    expect(cut(`{"sentenceList":[${timedWith(words)}]}`).counts.sentenceLists).toBe(0);
    expect(rest.toString()).toMatch(/"sentenceList":"s#[^"]+#0"\}\]$/);
    expect(rest.toString()).toContain('[{"sentenceList":[{"startTime":0,"endTime":0,"wordList":"w#');
  });

  test("keep no rows of a list that is not compact", () => {
    const plain = '"sentenceList":[{"startTime":1,"endTime":2,"wordList":[{"startTime":3,"endTime":4}]}]';
    const odd =
      '"sentenceList":[{"sentence":"a","unionId":"u","startTime":1,"endTime":2,"wordList":[{"word":"b","wordId":"c","startTime":5,"endTime":6}]},{"score":1}]';
    const { sentenceLists, wordLists } = cutOut(`[{${odd}},{${plain}},{${odd}},{${plain}}]`);
    const one = { index: 0, unionId: null, text: "", startTime: 1, endTime: 2 };
    const other = { index: 0, wordId: null, text: "", startTime: 3, endTime: 4 };
    expect(sentenceLists.map(sentencesAsObjects)).toEqual([[{ ...one, words: [other] }], [{ ...one, words: [other] }]]);
    expect(wordLists.map(wordsAsObjects)).toEqual(
      [1, 2].map(() => [{ index: 0, wordId: "c", text: "b", startTime: 5, endTime: 6 }]),
    );
    expect(sentenceLists.map(({ first }) => first)).toEqual([0, 1]);
    expect(sentenceLists.map(({ words }) => words.first)).toEqual([1, 3]);
  });

  test("keep no rows of words that are not compact", () => {
    const plain = '"wordList":[{"startTime":1,"endTime":2}]';
    const odd = '"wordList":[{"word":"a","wordId":"b","startTime":3,"endTime":4},{"startTime":5,"endTime":6.5}]';
    const { wordLists } = cutOut(`[{${plain}},{${odd}},{${plain}}]`);
    const one = [{ index: 0, wordId: null, text: "", startTime: 1, endTime: 2 }];
    expect(wordLists.map(wordsAsObjects)).toEqual([one, one]);
    expect(wordLists.map(({ first }) => first)).toEqual([0, 1]);
  });

  test("of sentences have all their words in one list, even if some have none", () => {
    const times = { startTime: 1, endTime: 2 };
    const words = (text: string) => ({ ...times, wordList: [{ ...times, word: text }] });
    const paragraphs = [[words("a")], [times, words("b"), times, words("c"), times], [times], [words("d")]];
    const text = JSON.stringify(paragraphs.map((sentenceList) => ({ sentenceList })));
    const wordsOf = cutOut(text).sentenceLists.map((list) => wordsAsObjects(list.words).map((word) => word.text));
    expect(wordsOf).toEqual([["a"], ["b", "c"], [], ["d"]]);
    const part = cutOut(text).sentenceLists[1]?.slice(1, 3);
    expect(part instanceof PackedSentences && wordsAsObjects(part.words)).toMatchObject([{ text: "b" }]);
    const none = cutOut(text).sentenceLists[3]?.slice(1);
    expect(none instanceof PackedSentences && wordsAsObjects(none.words)).toEqual([]);
  });

  test.each([
    '{"word":"\\"wordList\\":[#]"}',
    '{"\\"wordList":[#]}',
    '{"\\"sentenceList":[#]}',
    '{"paragraphList":[#]}',
    'List":[#]',
    '"wordList":[#]',
  ])("are not found in %s", (template) => {
    const text = template.replace("#", '{"startTime":0,"endTime":0}');
    expect(cut(text).rest.toString()).toBe(text);
  });

  test("have the right number of items and lengths", () => {
    const words = Array.from({ length: 10_000 }, (_, at) => ({ startTime: at, endTime: at }));
    const [list] = cutOut(JSON.stringify({ wordList: words })).wordLists;
    expect(list && wordsAsObjects(list)).toMatchObject(words);
    const [sentences] = cutOut(JSON.stringify({ sentenceList: words })).sentenceLists;
    expect(sentences && sentencesAsObjects(sentences)).toMatchObject(words);
    const numbers = Array.from({ length: 10_000 }, () => ({ sentenceList: [{ startTime: 0, endTime: 0 }] }));
    expect(cutOut(JSON.stringify(numbers)).sentenceLists).toHaveLength(10_000);
  });

  test("can be sliced, and each item keeps its index", () => {
    const times = Array.from({ length: 9 }, (_, at) => ({ startTime: at, endTime: at }));
    const text = JSON.stringify({ sentenceList: times.map((own, at) => ({ ...own, wordList: times.slice(at) })) });
    const [sentences] = cutOut(text).sentenceLists;
    const all = sentences === undefined ? [] : sentencesAsObjects(sentences);
    const range = fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 }));
    fc.assert(
      fc.property(range, range, fc.nat({ max: 8 }), ([start, end], [from, until], place) => {
        const part = sentences?.slice(start, end).slice(from, until);
        expect(part && sentencesAsObjects(part)).toEqual(all.slice(start, end).slice(from, until));
        const words = Array.from(sentences ?? [])[place]?.words.slice(start, end);
        expect(words && wordsAsObjects(words)).toEqual(Array.from(all[place]?.words ?? []).slice(start, end));
        expect(words).toHaveLength(Array.from(words ?? []).length);
      }),
      cases(100),
    );
  });
});

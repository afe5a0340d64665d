import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { PackedWord } from "../../src/transcript/packed-words.js";
import { toPage } from "../../src/upstream/wire.js";
import { cutWordLists } from "../../src/upstream/word-lists.js";
import { plainPage } from "../support/kept-words.js";

const cut = (text: string) => cutWordLists(Buffer.from(text));

const NAMES = ["word", "wordId", "startTime", "endTime"];

const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"wordList":[',
        '{"word":"',
        '","startTime":1',
        "]",
        "}",
        '"',
        "\\",
        "/",
        "\u0000",
        "\u007f",
        "你好",
        "👋",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 4 },
  )
  .map((parts) => JSON.stringify(parts.join("")));

const oddValue = fc.oneof(
  hostileText,
  fc.constantFrom(
    "null",
    "true",
    "[]",
    "{}",
    "-1",
    "-0",
    "00",
    "01",
    "1.5",
    "1e3",
    "9007199254740993",
    "999999999999999",
    '"\\u4f60"',
  ),
  fc.constantFrom('{"wordList":[]}', '[{"wordList":[{"startTime":1,"endTime":2}]}]'),
);

const plainValue = (name: string): fc.Arbitrary<string> =>
  name.startsWith("word")
    ? fc.string({ unit: "grapheme", maxLength: 6 }).map((text) => JSON.stringify(text))
    : fc.nat().map(String);

const member = fc.constantFrom(...NAMES).chain((name) => plainValue(name).map((value) => `"${name}":${value}`));

const oddMember = fc
  .tuple(
    fc.constantFrom('"word"', '"wordId"', '"startTime"', '"endTime"', '"words"', '"w\\u006frd"', '"__proto__"'),
    oddValue,
  )
  .map((pair) => pair.join(":"));

/** A word with its times, mostly plain: its members in any order, some twice. */
const word = fc
  .tuple(
    fc.array(member, { maxLength: 3 }),
    fc.nat().map((time) => `"startTime":${time}`),
    fc.nat().map((time) => `"endTime":${time}`),
    fc.option(oddMember, { freq: 12 }),
  )
  .chain(([members, start, end, odd]) => {
    const all = [...members, start, end, ...(odd === null ? [] : [odd])];
    return fc.shuffledSubarray(all, { minLength: all.length });
  })
  .map((members) => `{${members.join(",")}}`);

const wordList = fc.array(word, { maxLength: 4 }).map((words) => `"wordList":[${words.join(",")}]`);

const sentence = fc
  .tuple(hostileText, wordList)
  .map(([text, list]) => `{"sentence":${text},"startTime":1,"endTime":2,${list}}`);

const pageText = fc
  .array(fc.tuple(hostileText, fc.array(sentence, { maxLength: 3 })), { maxLength: 3 })
  .map((paragraphs) =>
    paragraphs.map(
      ([text, sentences]) => `{"paragraph":${text},"startTime":1,"endTime":2,"sentenceList":[${sentences.join(",")}]}`,
    ),
  )
  .map((paragraphs) => `{"hasMore":true,"paragraphList":[${paragraphs.join(",")}]}`);

/** What becomes of a body: the page, or the message of its error. */
const outcome = (text: string): unknown => {
  try {
    return plainPage(toPage(Buffer.from(text)));
  } catch (error) {
    return String(error);
  }
};

/** The same body with white space before each list, where no list is plain. */
const spaced = (text: string): string => text.replaceAll('"wordList":[', '"wordList": [');

describe("word lists that are read byte by byte", () => {
  test("hold what the parser says they do, in any page", () => {
    let lists = 0;
    fc.assert(
      fc.property(pageText, (text) => {
        lists += cut(text).lists.length;
        expect(cut(spaced(text)).lists).toEqual([]);
        expect(outcome(text)).toEqual(outcome(spaced(text)));
      }),
      { numRuns: 3000 },
    );
    expect(lists).toBeGreaterThan(1000);
  });

  test("make no page of a text that is none, and break none that is", () => {
    const damaged = fc
      .tuple(
        pageText,
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
        expect(outcome(text)).toEqual(outcome(spaced(text)));
      }),
      { numRuns: 5000 },
    );
  });

  test.each(["0", "1", "12", ".5", "e1", "E0", '"', "null"])(
    "make no page of a body with %s behind one of them",
    (garbage) => {
      const sentenceOf = (at: number) =>
        `{"startTime":0,"endTime":0,"wordList":[{"word":"w${at}","startTime":0,"endTime":0}]${at === 1 ? garbage : ""}}`;
      const sentences = Array.from({ length: 13 }, (_, at) => sentenceOf(at));
      const body = `{"paragraphList":[{"startTime":0,"endTime":0,"sentenceList":[${sentences.join(",")}]}]}`;
      expect(cut(body).lists).toHaveLength(13);
      expect(() => toPage(Buffer.from(body))).toThrow("The upstream's answer is not JSON");
    },
  );

  test("leave no more than there was, however many there are", () => {
    const list = '"wordList":[{"startTime":0,"endTime":0}]';
    const { rest, lists } = cut(`[${`{${list}},`.repeat(1000)}0]`);
    expect(lists).toHaveLength(1000);
    expect(rest.buffer.byteLength).toBeLessThan(1000 * list.length);
  });

  test("make no page of any part of a body that was cut short", () => {
    const words = '"wordList":[{"word":"a","startTime":1,"endTime":22,"wordId":"1#0"}]';
    const text = `{"paragraphList":[{"startTime":0,"endTime":0,"sentenceList":[{"startTime":0,"endTime":0,${words}}]}]}`;
    for (let length = 0; length < text.length; length += 1)
      expect(outcome(text.slice(0, length))).toBe(outcome(spaced(text.slice(0, length))));
  });

  test("are cut out where they are as the upstream writes them", () => {
    const { lists, rest } = cut(
      '{"wordList":[{"word":"这里","startTime":7940,"endTime":8100,"wordId":"1#0"},{"startTime":0,"endTime":0}],"unionId":"u"}',
    );
    expect(lists).toHaveLength(1);
    expect(rest.toString()).toMatch(/^\{"w#[^"]+":"0","unionId":"u"\}$/);
    expect(lists[0]?.length).toBe(2);
    expect(lists[0]?.slice(1)).toEqual([expect.any(PackedWord)]);
    expect(
      lists[0]?.slice().map(({ index, text, wordId, startTime, endTime }) => [index, text, wordId, startTime, endTime]),
    ).toEqual([
      [0, "这里", "1#0", 7940, 8100],
      [1, "", null, 0, 0],
    ]);
  });

  test.each([
    ["an escape", '[{"word":"\\n","startTime":0,"endTime":0}]'],
    ["a control character", '[{"word":"\n","startTime":0,"endTime":0}]'],
    ["a member that is not known", '[{"word":"a","startTime":0,"endTime":0,"score":1}]'],
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
    ["what is no object", "[1]"],
    ["no end", '[{"word":"a","startTime":0,"endTime":0}'],
    ["an empty word", "[{}]"],
    ["no word", "[]"],
  ])("are left to the parser with %s in them", (_what, list) => {
    const text = `{"wordList":${list}}`;
    const { rest, lists } = cut(text);
    expect(lists).toEqual([]);
    expect(rest.toString()).toBe(text);
  });

  test("are left to the parser behind one that was cut out, and the other way round", () => {
    const plain = '"wordList":[{"startTime":1,"endTime":2}]';
    const odd = '"wordList":[{"startTime":1,"endTime":2},{"startTime":3,"endTime":4,"score":1}]';
    const { rest, lists } = cut(`[{${plain}},{${odd}},{${plain}}]`);
    expect(lists.map((words) => words.slice().map(({ startTime }) => startTime))).toEqual([[1], [1]]);
    expect(lists.map(({ first }) => first)).toEqual([0, 1]);
    expect(rest.toString()).toContain(odd);
  });

  test.each([
    '{"word":"\\"wordList\\":[#]"}',
    '{"\\"wordList":[#]}',
    '{"sentenceList":[#]}',
    'List":[#]',
    '"wordList":[#]',
  ])("are not seen in %s", (template) => {
    const text = template.replace("#", '{"startTime":0,"endTime":0}');
    expect(cut(text).rest.toString()).toBe(text);
  });

  test("come once in a sentence", () => {
    const twice = '"wordList":[{"startTime":0,"endTime":0}],"wordList":[ ]';
    const body = `{"paragraphList":[{"startTime":0,"endTime":0,"sentenceList":[{"startTime":0,"endTime":0,${twice}}]}]}`;
    expect(() => toPage(Buffer.from(body))).toThrow(
      "paragraphList[0].sentenceList[0].wordList is not a single list: it is a list",
    );
  });

  test("are as many as there are", () => {
    const words = Array.from({ length: 10_000 }, (_, at) => ({ startTime: at, endTime: at }));
    const [list] = cut(JSON.stringify({ wordList: words })).lists;
    expect(list?.slice().map(({ startTime, endTime }) => ({ startTime, endTime }))).toEqual(words);
    expect(list?.slice(9_998, 20_000).map(({ index }) => index)).toEqual([9_998, 9_999]);
  });
});

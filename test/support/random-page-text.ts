import * as fc from "fast-check";
import { type MemberDeclaration, SENTENCE, WORD } from "../../src/packed/members.js";

const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"wordList":[',
        '"sentenceList":[',
        '{"word":"',
        '{"sentence":"',
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
  fc.constantFrom(
    '{"wordList":[]}',
    "[]",
    '[{"wordList":[{"startTime":1,"endTime":2}]}]',
    '[{"sentenceList":[{"startTime":1,"endTime":2}]}]',
  ),
);

const timeNamed = (name: string) => fc.nat().map((value) => `"${name}":${value}`);

const plainText = (name: string) =>
  fc.string({ unit: "grapheme", maxLength: 6 }).map((value) => `"${name}":${JSON.stringify(value)}`);

/** The declared texts and times, each with a plain value. */
const plainMembers = (members: readonly MemberDeclaration[]) =>
  members.flatMap(({ key, kind }) => (kind === "words" ? [] : [kind === "time" ? timeNamed(key) : plainText(key)]));

const oddMember = (...names: string[]) =>
  fc
    .tuple(fc.constantFrom(...names, '"startTime"', '"endTime"', '"words"', '"w\\u006frd"', '"__proto__"'), oddValue)
    .map((pair) => pair.join(":"));

/** A member that is not declared, because the upstream may add one. */
const newMember = fc
  .tuple(fc.constantFrom("confidence", "score", "wordX", "sentenceID", "startTimeMs", "x"), fc.json({ maxDepth: 3 }))
  .map(([key, value]) => `"${key}":${value}`);

/** An object with its times and `rest`, mostly plain: its members in any order, some twice. */
const objectOf = (usual: fc.Arbitrary<string>, odd: fc.Arbitrary<string>, ...rest: fc.Arbitrary<string>[]) =>
  fc
    .tuple(
      fc.array(usual, { maxLength: 3 }),
      fc.option(odd, { freq: 12 }).map((value) => (value === null ? [] : [value])),
      fc.tuple(timeNamed("startTime"), timeNamed("endTime"), ...rest),
    )
    .map((members) => members.flat().filter((member) => member !== ""))
    .chain((members) => fc.shuffledSubarray(members, { minLength: members.length }))
    .map((members) => `{${members.join(",")}}`);

const word = objectOf(
  fc.oneof(newMember, ...plainMembers(WORD)),
  oddMember(...WORD.map(({ key }) => JSON.stringify(key))),
);

const wordList = fc.array(word, { maxLength: 4 }).map((words) => `"wordList":[${words.join(",")}]`);

const randomSentence = objectOf(
  fc.oneof(newMember, ...plainMembers(SENTENCE)),
  fc.oneof(
    hostileText.map((text) => `"sentence":${text}`),
    oddMember('"sentence"', '"unionId"', '"sentenceList"'),
  ),
  fc.oneof(
    { weight: 8, arbitrary: wordList },
    { weight: 1, arbitrary: oddValue.map((value) => `"wordList":${value}`) },
    { weight: 1, arbitrary: fc.constant("") },
    { weight: 1, arbitrary: fc.tuple(wordList, wordList).map((lists) => lists.join(",")) },
    { weight: 1, arbitrary: fc.tuple(wordList, oddValue).map(([list, value]) => `${list},"wordList":${value}`) },
  ),
);

const sentenceList = fc
  .array(randomSentence, { maxLength: 3 })
  .map((sentences) => `"sentenceList":[${sentences.join(",")}]`);

/** Mostly with one list, seldom with two. */
const sentenceLists = fc
  .array(sentenceList, { minLength: 1, maxLength: 2, size: "small" })
  .map((lists) => lists.join(","));

const paragraph = fc
  .tuple(hostileText, sentenceLists)
  .map(([text, lists]) => `{"paragraph":${text},"startTime":1,"endTime":2,${lists}}`);

/** The body of a page as text: mostly plain, with odd members, values and texts here and there. */
export const randomPageText = fc
  .array(paragraph, { maxLength: 3 })
  .map((paragraphs) => `{"hasMore":true,"paragraphList":[${paragraphs.join(",")}]}`);

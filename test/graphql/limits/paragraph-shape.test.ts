import { expect, test } from "@jest/globals";
import { execute, type GraphQLResolveInfo, parse } from "graphql";
import { countFields, countValues } from "../../../src/graphql/limits/paragraph-shape.js";
import { PassThroughCredentials } from "../../../src/auth/pass-through.js";
import { OperatorPolicy } from "../../../src/graphql/schema/relay/operator-policy.js";
import { createSchema } from "../../../src/graphql/schema/schema.js";
import type { Paragraph } from "../../../src/transcript/model.js";
import { PositionedParagraph } from "../../../src/transcript/position.js";
import { paragraphAt } from "../../support/fake-source.js";
import { packedParagraph, packedSentence } from "../../support/kept-lists.js";

const schema = await createSchema();
const operatorPolicy = new OperatorPolicy(new PassThroughCredentials("demo", null), null, () => undefined);
const conference = schema.getQueryType()?.getFields()["conference"];
const paragraphs = schema.getType("Conference");
let seen: GraphQLResolveInfo | null = null;
if (conference === undefined || paragraphs === undefined || !("getFields" in paragraphs))
  throw new Error("no such field");
Object.assign(paragraphs.getFields()["paragraphs"] ?? {}, {
  resolve: (_root: unknown, _args: unknown, _context: unknown, info: GraphQLResolveInfo) => {
    seen = info;
    return null;
  },
});

/** The position of the first paragraph of a transcript. */
const START = { token: null, direction: "ascending", rank: 0, index: 0 } as const;

/** A paragraph with two sentences of three words each. */
const item = (text: string, sentenceText = "") => {
  const word = { index: 0, wordId: null, text: "a word", startTime: 0, endTime: 1 };
  const words = [word, word, word];
  const sentence = { index: 0, unionId: null, text: sentenceText, startTime: 0, endTime: 1, words };
  const paragraph = { ...paragraphAt(0, text), sentences: [sentence, sentence] };
  return new PositionedParagraph({ conferenceId: "m", unionId: null }, paragraph, START);
};

/** The number of values in the response of an operation with this selection of a page. */
async function count(items: PositionedParagraph[], selection: string, fragments = ""): Promise<number> {
  const document = parse(`{ conference(conferenceId: "m") { paragraphs ${selection} } } ${fragments}`);
  await execute({ schema, document, contextValue: { operatorPolicy } });
  if (seen === null) throw new Error("it did not run");
  return countValues(items, seen);
}

test("each field counts once for each paragraph, sentence or word", async () => {
  const shallow = "{ nodes { text startTime } }";
  const deep = "{ nodes { text sentences { nodes { index words { nodes { text } } } } } }";
  expect(await count([item("a")], shallow)).toBe(3);
  expect(await count([item("a"), item("b")], shallow)).toBe(6);
  // nodes, text, sentences; for both sentences nodes, index, words; for their six words nodes, text
  expect(await count([item("a")], deep)).toBe(3 + 2 * 3 + 6 * 2);
});

test("a field that is selected twice counts twice, also under an alias and through fragments", async () => {
  expect(await count([item("a")], "{ nodes { text a: text } edges { node { text } } }")).toBe(3 + 3);
  expect(
    await count(
      [item("a")],
      "{ nodes { ...P } edges { node { ...P } } }",
      "fragment P on Paragraph { sentences { nodes { words { nodes { text } } } } a: sentences { nodes { ... { words { nodes { text } } } } } }",
    ),
  ).toBe(3 + 2 * (2 + 2 * 2 * 2 + 6 * 2 * 2));
});

test("a field that the document has twice counts both selections", async () => {
  expect(await count([item("a")], "{ nodes { text } } paragraphs { nodes { startTime } }")).toBe(2 + 2);
});

test("an item of another field counts its fields at any depth, and a leaf counts once", async () => {
  await count([], "{ nodes { text sentences { nodes { index words { nodes { text } } } } } }");
  expect(seen && countFields(seen)).toBe(3 + 3 + 2);
  const [leaf] = seen?.fieldNodes ?? [];
  expect(seen && leaf && countFields({ ...seen, fieldNodes: [{ kind: leaf.kind, name: leaf.name }] })).toBe(1);
});

test("a long text counts as several values, each time it is selected", async () => {
  const long = item("x".repeat(320), "y".repeat(64));
  expect(await count([long], "{ nodes { startTime } }")).toBe(2);
  expect(await count([long], "{ nodes { text a: text } }")).toBe(3 + 2 * 10);
  expect(await count([long], "{ nodes { sentences { nodes { text } } } }")).toBe(2 + 2 * (2 + 2));
});

test("long names and ids count as several values", async () => {
  expect(await count([item("a")], `{ nodes { ${"x".repeat(64)}: startTime } }`)).toBe(2 + 2);
  const long = new PositionedParagraph({ conferenceId: "x".repeat(256), unionId: null }, paragraphAt(0, "a"), START);
  // C1. and 265 bytes of JSON in base64: 357 characters
  expect(await count([long, long], "{ nodes { id conference { id } } }")).toBe(2 * (4 + 2 * 11));
  const named = { ...paragraphAt(0, "a"), nickName: "n".repeat(32), unionId: "u".repeat(64) };
  const byOne = new PositionedParagraph({ conferenceId: "m", unionId: null }, named, START);
  expect(await count([byOne], "{ nodes { speakerName } }")).toBe(2 + 1 + 2);
});

const below = (selection: string) => `{ nodes { sentences { nodes { ${selection} } } } }`;

const keepSentences = ({ sentences, ...paragraph }: Paragraph): Paragraph => ({
  ...paragraph,
  sentences: Array.from(sentences, packedSentence),
});

test.each([
  ["objects", (paragraph: Paragraph) => paragraph],
  ["words of bytes", keepSentences],
  ["sentences of bytes", packedParagraph],
])("long sentences and words count as several values, kept as %s", async (_kind, keptAs) => {
  const word = { index: 0, text: "x".repeat(70), wordId: "y".repeat(40), startTime: 0, endTime: 1 };
  const words = [word, { ...word, wordId: null }, { ...word, text: "" }];
  const sentence = { index: 0, unionId: "z".repeat(64), text: "s".repeat(98), startTime: 0, endTime: 1, words };
  const other = { ...sentence, unionId: null, text: "", words: [word] };
  const paragraph = { ...paragraphAt(0, "a"), nickName: "n".repeat(96), unionId: null, sentences: [sentence, other] };
  const long = new PositionedParagraph({ conferenceId: "m", unionId: null }, keptAs(paragraph), START);
  expect(await count([long], "{ nodes { speakerName a: speakerName } }")).toBe(3 + 2 * 3);
  expect(await count([long], below("text a: text"))).toBe(2 + 2 * 3 + 2 * 3);
  expect(await count([long], below("speaker { unionId }"))).toBe(2 + 2 * 3 + 2);
  expect(await count([long], below("words { nodes { startTime } }"))).toBe(2 + 4 + 4 * 2);
  expect(await count([long], below("words { nodes { text a: text } }"))).toBe(2 + 4 + 4 * 3 + 2 * 3 * 2);
  expect(await count([long], below("words { nodes { wordId } }"))).toBe(2 + 4 + 4 * 2 + 3);
});

test.each([
  ["objects", (paragraph: Paragraph) => paragraph],
  ["bytes", packedParagraph],
])("a text that is kept as %s counts by its bytes in UTF-8", async (_kind, keptAs) => {
  const sentence = { index: 0, unionId: null, startTime: 0, endTime: 1, words: [] };
  const texts = [
    "说".repeat(10),
    "说".repeat(11),
    "说".repeat(21),
    "说".repeat(22),
    "x".repeat(31),
    "x".repeat(32),
    "",
  ];
  for (const text of texts) {
    const paragraph = { ...paragraphAt(0, "a"), sentences: [{ ...sentence, text }] };
    const one = new PositionedParagraph({ conferenceId: "m", unionId: null }, keptAs(paragraph), START);
    expect(await count([one], below("text"))).toBe(2 + 2 + Math.floor(Buffer.byteLength(text) / 32));
  }
});

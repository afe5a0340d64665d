import { expect, test } from "@jest/globals";
import { createHash } from "node:crypto";
import { type JsonWriter, writeJson } from "../../src/graphql/execution/json-writer.js";
import { RowTemplate } from "../../src/graphql/execution/row-template.js";
import { toBody } from "../../src/graphql/execution/response-body.js";
import { COLUMNS, ExtractedLists, viewOf } from "../../src/packed/index.js";
import { builtInTranscript } from "../../src/simulator/conferences.js";
import { pageBody } from "../../src/simulator/page-body.js";
import { toCaptions } from "../support/captions.js";
import { toStatistics } from "../../src/transcript/analysis/statistics.js";
import type { Paragraph } from "../../src/transcript/model.js";
import { toPage } from "../../src/upstream/dingtalk/decode-page.js";
import { pageAsObjects } from "../support/kept-lists.js";
import { toEntries } from "../support/random-meetings.js";

const items = builtInTranscript("demo").map((paragraph) => ({ paragraph, token: null }));
const demoBody = () => Buffer.from(pageBody({ items, hasMore: false, pageToken: null }));
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const WORDS = new RowTemplate(['{"text":', ',"startTime":'], [COLUMNS.text, COLUMNS.startTime], "}");

/** Writes the words of each paragraph as a list. */
const writeWords = (paragraphs: readonly Paragraph[]) => (writer: JsonWriter) => {
  for (const { sentences } of paragraphs)
    for (const { words } of sentences) if (words.rows !== undefined) writer.rows(words.rows, WORDS);
};

test("no read of its paragraphs changes the bytes of a page", () => {
  const body = demoBody();
  const page = toPage(body);
  const before = digest(body);
  pageAsObjects(page);
  toStatistics(toEntries(page.paragraphs));
  toCaptions(toEntries(page.paragraphs), { maxLineWidth: 42, maxLines: 2 });
  writeJson(writeWords(page.paragraphs)).release();
  expect(digest(body)).toBe(before);
});

test("written JSON stays right if released memory is filled with garbage", () => {
  const { paragraphs } = toPage(demoBody());
  const first = writeJson(writeWords(paragraphs));
  const { bytes } = first;
  const expected = bytes.toString();
  const body = toBody({ data: { words: first } });
  expect(() => first.bytes).toThrow("a part of a response is read after its release");
  new Uint8Array(bytes.buffer).fill(0xff);
  const again = writeJson(writeWords(paragraphs));
  expect(again.bytes.buffer).toBe(bytes.buffer);
  expect(again.bytes.toString()).toBe(expected);
  expect(body.toString()).toBe(`{"data":{"words":${expected}}}`);
});

test("a released page has no memory, and its sentences and words cannot be read", () => {
  const body = Uint8Array.from(demoBody());
  const { paragraphs, release } = toPage(body);
  const [sentences] = paragraphs.map((paragraph) => paragraph.sentences);
  const [sentence] = sentences ?? [];
  release?.();
  release?.();
  expect(body.byteLength).toBe(0);
  for (const read of [
    () => sentence?.text,
    () => sentence?.words,
    () => [...(sentences?.words ?? [])].map(({ startTime }) => startTime),
    () => sentences?.readSpoken?.(),
    () => writeJson(writeWords(paragraphs)),
  ])
    expect(read).toThrow("a row of a page is read after the page's release");
});

test("the release of a page does not touch memory that may contain other data", () => {
  const body = demoBody();
  const memory = Buffer.concat([body, Buffer.from("of others")]);
  toPage(memory.subarray(0, body.length)).release?.();
  expect(memory.toString()).toBe(`${body.toString()}of others`);
});

test("a finished writer throws", () => {
  const kept: JsonWriter[] = [];
  const json = writeJson((writer) => {
    writer.leaf("once");
    kept.push(writer);
  });
  const [writer] = kept;
  for (const use of [
    () => writer?.leaf(1),
    () => writer?.leaf("text"),
    () => writer?.leaf("\n"),
    () => writer?.finish(),
    () => writeWords(toPage(demoBody()).paragraphs)(writer!),
  ])
    expect(use).toThrow("a writer is used after it has finished");
  expect(json.bytes.toString()).toBe('"once"');
});

test("a view of a body ends with the body, not with its memory", () => {
  const memory = Buffer.concat([Buffer.from("before"), Buffer.from("body"), Buffer.from("behind")]);
  const view = viewOf(memory.subarray(6, 10));
  expect(view.byteLength).toBe(4);
  expect(() => view.getUint8(4)).toThrow(RangeError);
  const list = '{"sentenceList":[{"startTime":1,"endTime":2,"sentence":"a"}]}';
  const inside = Buffer.from(`${list}${list}`).subarray(0, list.length);
  const lists = new ExtractedLists(inside);
  const sentences = lists.sentencesFor(JSON.parse(lists.rest.toString()).sentenceList);
  expect(sentences?.rows.table.view.byteLength).toBe(list.length);
});

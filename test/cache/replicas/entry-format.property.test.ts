import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { CacheEntry } from "../../../src/cache/cache-entry.js";
import { readEntry, writeEntry } from "../../../src/cache/replicas/entry-format.js";
import { PageParts } from "../../../src/cache/replicas/page-parts.js";
import { BrokenValue } from "../../../src/cache/replicas/value-seal.js";
import type { CachedTranscript } from "../../../src/transcript/cached/cached-transcript.js";
import { readEnd, readNextPage } from "../../../src/transcript/cached/growth.js";
import type { PageSource } from "../../../src/transcript/page-source.js";
import type { PositionedParagraph } from "../../../src/transcript/position.js";
import { evenTranscript, FakeSource, paragraphAt } from "../../support/fake-source.js";
import { viaJson } from "../../support/page-via-json.js";
import { cases } from "../../support/random-cases.js";

const conference = { conferenceId: "c", unionId: null };
const FENCE = "1764166763123456";

/** An upstream whose pages are decoded from bytes, and remembered. */
function sourceOf(source: FakeSource, parts: PageParts): PageSource {
  return {
    async getPage(request) {
      const page = viaJson(await source.getPage(request));
      parts.note(page);
      return page;
    },
  };
}

const growthOf = (source: PageSource, pageSize: number) => ({
  source,
  conference,
  pageSize,
  observer: { onFalseHasMore: () => undefined },
  now: () => 1000,
});

const entryOf = (transcript: CachedTranscript): CacheEntry => ({
  transcript,
  readAt: 900,
  pageSize: 2000,
  shortPage: 7,
  endTime: null,
  completingCalls: 2,
  tooLong: null,
  end: { paragraphs: 3, fingerprint: "fingerprint" },
  tail: { changedAt: 1, checkedAt: 2, pauseMs: 3 },
  isRestart: false,
  forcedAt: 5,
  fence: FENCE,
});

/** All values of a paragraph. */
const seen = ({ token, direction, rank, index, fingerprint, paragraph }: PositionedParagraph) => {
  const sentences = Array.from(paragraph.sentences, (sentence) => ({ ...sentence, words: Array.from(sentence.words) }));
  return { token, direction, rank, index, fingerprint, paragraph: { ...paragraph, sentences } };
};

const ofEntry = ({ transcript: { items, ...progress }, ...facts }: CacheEntry) => ({
  ...facts,
  progress,
  items: items.map(seen),
});

/** Some start together, and the last page is read again with the last paragraph grown. */
const meeting = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 30 }).map((steps) => {
  let time = 0;
  return steps.map((step, index) => paragraphAt((time += step * 500), `paragraph ${index}`));
});

test("an entry that was written and read is equal, and grows like the original", async () => {
  const behaviours = fc.record({ pageLimit: fc.integer({ min: 1, max: 9 }).map((limit) => () => limit) });
  await fc.assert(
    fc.asyncProperty(meeting, behaviours, fc.nat({ max: 3 }), async (paragraphs, behaviour, pages) => {
      const [writer, reader] = [new PageParts(), new PageParts()];
      const source = new FakeSource(paragraphs, behaviour);
      let transcript = await readNextPage(growthOf(sourceOf(source, writer), 9), null);
      for (let page = 0; page < pages && !transcript.exhausted; page += 1)
        transcript = await readNextPage(growthOf(sourceOf(source, writer), 9), transcript);
      const written = writeEntry(entryOf(transcript), writer) ?? Buffer.of();
      const read = await readEntry(written, FENCE, conference, reader);
      expect(ofEntry(read)).toEqual(ofEntry(entryOf(transcript)));
      expect(writeEntry(read, reader)).toEqual(written);
      const on = transcript.exhausted ? readEnd : readNextPage;
      const [one, other] = [sourceOf(source, writer), sourceOf(new FakeSource(paragraphs, behaviour), reader)];
      const grown = await on(growthOf(one, 9), transcript);
      const grownToo = await on(growthOf(other, 9), read.transcript);
      expect(ofEntry(entryOf(grownToo))).toEqual(ofEntry(entryOf(grown)));
    }),
    cases(100),
  );
});

test("a transcript whose last paragraph grew has parts of several pages", async () => {
  const parts = new PageParts();
  const source = new FakeSource(evenTranscript(5));
  const whole = await readNextPage(growthOf(sourceOf(source, parts), 2000), null);
  source.transcript = [...evenTranscript(4), paragraphAt(4000, "paragraph 4, and more"), paragraphAt(5000, "next")];
  const grown = await readEnd(growthOf(sourceOf(source, parts), 2000), whole);
  const read = await readEntry(writeEntry(entryOf(grown), parts) ?? Buffer.of(), FENCE, conference, new PageParts());
  expect(read.transcript.items.map(({ paragraph }) => paragraph.text).slice(3)).toEqual([
    "paragraph 3",
    "paragraph 4, and more",
    "next",
  ]);
});

test("a page without bytes, and a transcript that is too long for this process only, are not written", async () => {
  const transcript = await readNextPage(growthOf(new FakeSource(evenTranscript(3)), 2000), null);
  expect(writeEntry(entryOf(transcript), new PageParts())).toBeNull();
  const empty = { ...transcript, items: [] };
  expect(writeEntry({ ...entryOf(empty), tooLong: "bytes" }, new PageParts())).toBeNull();
});

/** An entry with this header and without pages. */
function header(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
}

test("any other bytes are reported as broken", async () => {
  const parts = new PageParts();
  const transcript = await readNextPage(growthOf(sourceOf(new FakeSource(evenTranscript(3)), parts), 2000), null);
  const written = writeEntry(entryOf(transcript), parts) ?? Buffer.of();
  const others = [
    Buffer.of(),
    Buffer.of(0, 0, 0, 9),
    header("{}"),
    header("[]"),
    header("null"),
    header("no JSON"),
    written.subarray(0, -1),
    Buffer.concat([written, Buffer.of(1)]),
    Buffer.from(written.toString().replace('"isRestart":false', '"isRestart":null '), "utf8"),
    Buffer.from(written.toString().replace('"ranges":[[0,0,3]]', '"ranges":[[0,0,4]]'), "utf8"),
    Buffer.from(written.toString().replace('"ranges":[[0,0,3]]', '"ranges":[[1,0,3]]'), "utf8"),
    Buffer.from(written.toString().replace('"hasMore"', '"HasMore '), "utf8"),
  ];
  for (const other of others)
    await expect(readEntry(other, FENCE, conference, new PageParts())).rejects.toBeInstanceOf(BrokenValue);
});

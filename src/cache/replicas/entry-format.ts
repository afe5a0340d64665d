import { setImmediate } from "node:timers/promises";
import { parseJson } from "../../json.js";
import type { CachedTranscript } from "../../transcript/cached/cached-transcript.js";
import type { ConferenceKey, Page } from "../../transcript/model.js";
import { PositionedParagraph } from "../../transcript/position.js";
import { pageTokens } from "../../transcript/scan/page-tokens.js";
import { toPage } from "../../upstream/dingtalk/decode-page.js";
import type { CacheEntry } from "../cache-entry.js";
import { type EntryHeader, isEntryHeader, type PageRange } from "./entry-header.js";
import type { PageParts } from "./page-parts.js";
import { BrokenValue } from "./value-seal.js";

const LENGTH_BYTES = 4;

/**
 * An entry as bytes: the length of its header, the header as JSON, and the bodies of its pages. Returns null if the
 * body of a page is unknown, or if the transcript is too long for this process only.
 */
export function writeEntry({ transcript, ...facts }: CacheEntry, parts: PageParts): Buffer | null {
  const pages = rangesOf(transcript, parts);
  if (pages === null || facts.tooLong === "bytes") return null;
  const { bodies, ranges } = pages;
  const { token, exhausted, saysMore, tokensAreShared, readAtMs } = transcript;
  const progress = { token, exhausted, saysMore, tokensAreShared, readAtMs };
  const lengths = bodies.map(({ byteLength }) => byteLength);
  const header: EntryHeader = { ...facts, progress, bodies: lengths, ranges };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, ...bodies]);
}

/** The page bodies of a transcript, and the paragraphs that it has from each; null if a body is unknown. */
function rangesOf({ items }: CachedTranscript, parts: PageParts) {
  const bodies: Uint8Array[] = [];
  const ranges: [page: number, start: number, end: number][] = [];
  for (const { paragraph } of items) {
    const part = parts.of(paragraph);
    if (part === null) return null;
    const { body, index } = part;
    const last = ranges.at(-1);
    if (last !== undefined && bodies[last[0]] === body && last[2] === index) last[2] += 1;
    else ranges.push([pageOf(bodies, body), index, index + 1]);
  }
  return { bodies, ranges };
}

/** The number of a body, which is added if it is new. Searches from the end, because paragraphs come in page order. */
function pageOf(bodies: Uint8Array[], body: Uint8Array): number {
  const known = bodies.lastIndexOf(body);
  return known === -1 ? bodies.push(body) - 1 : known;
}

/**
 * Reads the bytes of `writeEntry`. Pages are decoded one by one, and the event loop runs between them.
 * @throws BrokenValue for any other bytes.
 */
export async function readEntry(
  bytes: Buffer,
  fence: string,
  conference: ConferenceKey,
  parts: PageParts,
): Promise<CacheEntry> {
  const { progress, bodies, ranges, ...facts } = readHeader(bytes);
  const pages = await readPages(bytes, bodies, parts);
  return { ...facts, fence, transcript: { ...progress, items: toItems(pages, ranges, conference) } };
}

function readHeader(bytes: Buffer): EntryHeader {
  const end = bytes.length < LENGTH_BYTES ? 0 : LENGTH_BYTES + bytes.readUInt32BE();
  const header = parseJson(bytes.toString("utf8", LENGTH_BYTES, end));
  if (!isEntryHeader(header)) throw new BrokenValue("content");
  const total = header.bodies.reduce((sum, length) => sum + length, end);
  if (total !== bytes.length) throw new BrokenValue("content");
  return header;
}

async function readPages(bytes: Buffer, lengths: readonly number[], parts: PageParts): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let start = bytes.length - lengths.reduce((sum, length) => sum + length, 0);
  for (const length of lengths) {
    if (pages.length > 0) await setImmediate();
    pages.push(readPage(bytes.subarray(start, start + length), parts));
    start += length;
  }
  return pages;
}

function readPage(body: Buffer, parts: PageParts): Page {
  try {
    const page = toPage(body);
    parts.note(page);
    return page;
  } catch {
    throw new BrokenValue("content");
  }
}

/** The paragraphs in order, with the positions that a scan gives them. */
function toItems(pages: readonly Page[], ranges: readonly PageRange[], conference: ConferenceKey) {
  const items: PositionedParagraph[] = [];
  for (const [number, start, end] of ranges) {
    const page = pages[number];
    for (let at = start; at < end; at += 1) {
      const paragraph = page?.paragraphs[at];
      if (page === undefined || paragraph === undefined) throw new BrokenValue("content");
      const last = items.at(-1);
      const rank = last?.startTime === paragraph.startTime ? last.rank + 1 : 0;
      const token = pageTokens(page).own[at] ?? null;
      items.push(
        new PositionedParagraph(conference, paragraph, { token, direction: "ascending", rank, index: items.length }),
      );
    }
  }
  return items;
}

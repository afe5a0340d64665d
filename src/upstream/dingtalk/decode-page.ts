import { BrokenResponse } from "../../errors.js";
import { parseJson } from "../../json.js";
import type { Page, Paragraph, Sentence } from "../../transcript/model.js";
import { checkUtf8, toText } from "../http/body.js";
import { ExtractedLists } from "../../packed/index.js";
import type { ResponseHeaders } from "../http/response.js";
import { isHtml, namesFailure, toFailure } from "./failures.js";
import { QUOTED_KEYS, quoteInt64 } from "./int64.js";
import { noteBody } from "./page-body.js";
import { type PagePath, broken } from "./page-path.js";
import {
  isObject,
  toInt64OrNull,
  toList,
  toNumberOrNull,
  toPersonOrNull,
  toTextOrEmpty,
  toTime,
  toTimeOrNull,
  toTokenOrNull,
} from "./decode-values.js";
import { missingEnd, toSpan } from "./decode-times.js";
import { toWords } from "./decode-words.js";
import { OddityCounts, type OddityListener } from "./oddities.js";

/** The members that the API document names, before they are checked. */
interface UncheckedPage extends UncheckedToken {
  readonly hasMore?: unknown;
  readonly paragraphList?: unknown;
}

interface UncheckedToken {
  readonly nextToken?: unknown;
  readonly nextTtoken?: unknown;
  readonly [QUOTED_KEYS.nextToken]?: unknown;
  readonly [QUOTED_KEYS.nextTtoken]?: unknown;
}

interface UncheckedParagraph extends UncheckedToken {
  readonly recordId?: unknown;
  readonly [QUOTED_KEYS.recordId]?: unknown;
  readonly status?: unknown;
  readonly unionId?: unknown;
  readonly nickName?: unknown;
  readonly startTime?: unknown;
  readonly endTime?: unknown;
  readonly paragraph?: unknown;
  readonly sentenceList?: unknown;
}

interface UncheckedSentence {
  readonly unionId?: unknown;
  readonly sentence?: unknown;
  readonly startTime?: unknown;
  readonly endTime?: unknown;
  readonly wordList?: unknown;
}

/** The state of decoding one page. */
interface Decoding {
  readonly cut: ExtractedLists;
  readonly oddities: OddityCounts;
}

/**
 * Checks the body of an HTTP 200 once and makes a page of it (API document, "response body"). 64-bit identifiers are
 * exact. The page reads its sentences from the body's bytes, so these must not change any more. Small faults are
 * repaired (`PageOddity`), and reported to `onOddity` once the page is known to be valid. `headers` add the
 * request's id to a failure.
 * @throws UpstreamBadResponse with the broken place; `UPSTREAM_BLOCKED` for a ban or an HTML page instead of JSON; the
 * error of the failure table for a failure with HTTP 200.
 */
export function toPage(body: Uint8Array, headers: ResponseHeaders = {}, onOddity: OddityListener = () => {}): Page {
  if (isHtml(body, headers)) throw toFailure({ status: 200, headers, body });
  checkUtf8(body);
  const cut = new ExtractedLists(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  quoteInt64(cut.rest);
  const page = parseJson(toText(cut.rest));
  if (page === undefined) throw new BrokenResponse("The upstream's response is not JSON, or it is cut short.");
  if (!isObject(page)) throw broken(null, "the response", "an object", page);
  if (isFailure(page)) throw toFailure({ status: 200, headers, body });
  const decoding = { cut, oddities: new OddityCounts() };
  const checked = checkPage(page, decoding);
  decoding.oddities.report(onOddity);
  return noteBody({ ...checked, release: () => cut.release() }, body);
}

/** An empty page that names a failure would be an empty transcript to readers, and would be cached as one. */
function isFailure(page: UncheckedPage & { readonly code?: unknown; readonly status?: unknown }): boolean {
  if (!("hasMore" in page) && !("paragraphList" in page)) return true;
  const list = page.paragraphList ?? [];
  return Array.isArray(list) && list.length === 0 && namesFailure(page);
}

function checkPage(page: UncheckedPage, decoding: Decoding): Page {
  const hasMore = page.hasMore ?? null;
  if (typeof hasMore !== "boolean" && hasMore !== null) throw broken(null, "hasMore", "a boolean", hasMore);
  const token = toToken(page, null);
  const list = toList(page.paragraphList, null, "paragraphList");
  const paragraphs = list.map((item, index) => toParagraph(item, index, decoding));
  return { hasMore, paragraphs, token };
}

/** The cursor, under either of its two spellings. */
function toToken(holder: UncheckedToken, place: PagePath | null): string | null {
  const { nextTtoken = holder[QUOTED_KEYS.nextTtoken], nextToken = holder[QUOTED_KEYS.nextToken] } = holder;
  return toTokenOrNull(nextTtoken, place, "nextTtoken") ?? toTokenOrNull(nextToken, place, "nextToken");
}

function toParagraph(value: unknown, index: number, decoding: Decoding): Paragraph {
  const place = { parent: null, list: "paragraphList", index };
  if (!isObject(value)) throw broken(place, "", "an object", value);
  const raw: UncheckedParagraph = value;
  const { oddities } = decoding;
  const startTime = toTime(raw.startTime, place, "startTime", oddities);
  const endTime = toTimeOrNull(raw.endTime, place, "endTime", oddities) ?? missingEnd(startTime, oddities);
  return {
    token: toToken(raw, place),
    recordId: toInt64OrNull(raw.recordId ?? raw[QUOTED_KEYS.recordId], place, "recordId"),
    status: toNumberOrNull(raw.status, place, "status", oddities),
    unionId: toPersonOrNull(raw.unionId, place, "unionId"),
    nickName: toPersonOrNull(raw.nickName, place, "nickName"),
    text: toTextOrEmpty(raw.paragraph, place, "paragraph"),
    startTime,
    endTime,
    sentences: decoding.cut.sentencesFor(raw.sentenceList) ?? toSentences(raw.sentenceList, place, startTime, decoding),
  };
}

/** The sentences of a parsed list; `startTime` is the paragraph's. */
function toSentences(value: unknown, place: PagePath, startTime: number, decoding: Decoding): readonly Sentence[] {
  const list = toList(value, place, "sentenceList");
  if (list.length > 0) decoding.oddities.add("slow-list");
  let before = startTime;
  return list.map((item, index) => {
    const sentence = toSentence(item, { parent: place, list: "sentenceList", index }, before, decoding);
    before = sentence.endTime;
    return sentence;
  });
}

function toSentence(value: unknown, place: PagePath, before: number, { cut, oddities }: Decoding): Sentence {
  if (!isObject(value)) throw broken(place, "", "an object", value);
  const raw: UncheckedSentence = value;
  const span = toSpan(raw, place, before, oddities);
  return {
    index: place.index,
    unionId: toPersonOrNull(raw.unionId, place, "unionId"),
    text: toTextOrEmpty(raw.sentence, place, "sentence"),
    ...span,
    words: cut.wordsFor(raw.wordList) ?? toWords(raw.wordList, place, span.startTime, oddities),
  };
}

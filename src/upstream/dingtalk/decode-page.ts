import type { List, Page, Paragraph, Sentence, Word } from "../../transcript/model.js";
import { checkUtf8, toText } from "../http/body.js";
import { ExtractedLists } from "../../packed/extracted-lists.js";
import { BrokenResponse } from "../resilience/broken-response.js";
import type { ResponseHeaders } from "../http/exchange.js";
import { isHtml, toFailure } from "./failures.js";
import { QUOTED_KEYS, quoteInt64 } from "./int64.js";
import { type PagePath, broken } from "./page-path.js";
import {
  isObject,
  toInt64OrNull,
  toList,
  toNumberOrNull,
  toTextOrNull,
  toTime,
  toTokenOrNull,
} from "./decode-values.js";
import { toWords } from "./decode-words.js";

/** The members that the API document names, before any is checked. */
interface WirePage extends WireToken {
  readonly hasMore?: unknown;
  readonly paragraphList?: unknown;
}

interface WireToken {
  readonly nextToken?: unknown;
  readonly nextTtoken?: unknown;
  readonly [QUOTED_KEYS.nextToken]?: unknown;
  readonly [QUOTED_KEYS.nextTtoken]?: unknown;
}

interface WireParagraph extends WireToken {
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

interface WireSentence {
  readonly unionId?: unknown;
  readonly sentence?: unknown;
  readonly startTime?: unknown;
  readonly endTime?: unknown;
  readonly wordList?: unknown;
}

/**
 * The body of an answer with HTTP 200, checked once, as a page (API document, "response body"); 64-bit identifiers are exact.
 * The page goes on reading its sentences in the body's bytes, which must not change any more.
 * Throws `UpstreamBadResponse` naming the place that is broken, `UPSTREAM_BLOCKED` for a ban or an HTML page in place of JSON,
 * and the error of the failure table for a failure sent with HTTP 200. `headers` add the request's id to such a failure.
 */
export function toPage(body: Uint8Array, headers: ResponseHeaders = {}): Page {
  if (isHtml(body, headers)) throw toFailure({ status: 200, headers, body });
  checkUtf8(body);
  const cut = new ExtractedLists(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  quoteInt64(cut.rest);
  const page = parse(toText(cut.rest));
  if (!isObject(page)) throw broken(null, "the answer", "an object", page);
  if (!("hasMore" in page) && !("paragraphList" in page)) throw toFailure({ status: 200, headers, body });
  return checkPage(page, cut);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's own error quotes the text around the fault, so it is not kept as the cause.
    throw new BrokenResponse("The upstream's answer is not JSON, or it is cut short.");
  }
}

function checkPage(page: WirePage, cut: ExtractedLists): Page {
  const hasMore = page.hasMore ?? null;
  if (typeof hasMore !== "boolean" && hasMore !== null) throw broken(null, "hasMore", "a boolean", hasMore);
  const token = toToken(page, null);
  const list = toList(page.paragraphList, null, "paragraphList");
  const paragraphs = list.map((item, index) => toParagraph(item, index, cut));
  return { hasMore, paragraphs, token };
}

/** The cursor, under whichever of its two spellings it comes. */
function toToken(holder: WireToken, place: PagePath | null): string | null {
  const { nextTtoken = holder[QUOTED_KEYS.nextTtoken], nextToken = holder[QUOTED_KEYS.nextToken] } = holder;
  return toTokenOrNull(nextTtoken, place, "nextTtoken") ?? toTokenOrNull(nextToken, place, "nextToken");
}

function toParagraph(value: unknown, index: number, cut: ExtractedLists): Paragraph {
  const place = { parent: null, list: "paragraphList", index };
  if (!isObject(value)) throw broken(place, "", "an object", value);
  const wire: WireParagraph = value;
  return {
    token: toToken(wire, place),
    recordId: toInt64OrNull(wire.recordId ?? wire[QUOTED_KEYS.recordId], place, "recordId"),
    status: toNumberOrNull(wire.status, place, "status"),
    unionId: toTextOrNull(wire.unionId, place, "unionId"),
    nickName: toTextOrNull(wire.nickName, place, "nickName"),
    text: toTextOrNull(wire.paragraph, place, "paragraph") ?? "",
    startTime: toTime(wire.startTime, place, "startTime"),
    endTime: toTime(wire.endTime, place, "endTime"),
    sentences: toSentences(wire, place, cut),
  };
}

function toSentences(wire: WireParagraph, place: PagePath, cut: ExtractedLists): List<Sentence> {
  const sentences = cut.sentencesOf(wire);
  if (sentences === null)
    return toList(wire.sentenceList, place, "sentenceList").map((item, at) => toSentence(item, at, place, cut));
  // Which of two lists the parser would have taken is not known any more.
  if (wire.sentenceList !== undefined) throw broken(place, "sentenceList", "a single list", wire.sentenceList);
  return sentences;
}

function toSentence(value: unknown, index: number, parent: PagePath, cut: ExtractedLists): Sentence {
  const place = { parent, list: "sentenceList", index };
  if (!isObject(value)) throw broken(place, "", "an object", value);
  const wire: WireSentence = value;
  return {
    index,
    unionId: toTextOrNull(wire.unionId, place, "unionId"),
    text: toTextOrNull(wire.sentence, place, "sentence") ?? "",
    startTime: toTime(wire.startTime, place, "startTime"),
    endTime: toTime(wire.endTime, place, "endTime"),
    words: toSentenceWords(wire, place, cut),
  };
}

function toSentenceWords(wire: WireSentence, place: PagePath, cut: ExtractedLists): List<Word> {
  const words = cut.wordsOf(wire);
  if (words === null) return toWords(toList(wire.wordList, place, "wordList"), place);
  if (wire.wordList !== undefined) throw broken(place, "wordList", "a single list", wire.wordList);
  return words;
}

import type { Page, Paragraph, Sentence, Word } from "../../src/transcript/model.js";
import { toPage } from "../../src/upstream/dingtalk/decode-page.js";

/** The same page, decoded from bytes as if the upstream had sent it. */
export function viaJson(page: Page): Page {
  return toPage(Buffer.from(toBody(page)));
}

function toBody({ hasMore, token, paragraphs }: Page): string {
  return object({
    ...(hasMore !== null && { hasMore: String(hasMore) }),
    ...(token !== null && { nextToken: token }),
    paragraphList: list(paragraphs.map(paragraphBody)),
  });
}

/** 64-bit numbers are written as bare digits. */
function paragraphBody(paragraph: Paragraph): string {
  const { token, recordId, status, unionId, nickName, text, startTime, endTime, sentences } = paragraph;
  return object({
    ...(token !== null && { nextTtoken: token }),
    ...(recordId !== null && { recordId }),
    ...(status !== null && { status: String(status) }),
    ...texts({ unionId, nickName, paragraph: text }),
    ...times(startTime, endTime),
    sentenceList: list(Array.from(sentences, sentenceBody)),
  });
}

function sentenceBody({ unionId, text, startTime, endTime, words }: Sentence): string {
  const members = { ...texts({ unionId, sentence: text }), ...times(startTime, endTime) };
  return object({ ...members, wordList: list(Array.from(words, wordBody)) });
}

function wordBody({ wordId, text, startTime, endTime }: Word): string {
  return object({ ...texts({ wordId, word: text }), ...times(startTime, endTime) });
}

const times = (startTime: number, endTime: number) => ({ startTime: String(startTime), endTime: String(endTime) });

function texts(members: Readonly<Record<string, string | null>>): Record<string, string> {
  const given = Object.entries(members).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, JSON.stringify(value)]));
}

const list = (items: readonly string[]) => `[${items.join(",")}]`;

const object = (members: Readonly<Record<string, string>>) =>
  `{${Object.entries(members)
    .map(([name, value]) => `"${name}":${value}`)
    .join(",")}}`;

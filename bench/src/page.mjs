// The fixed pages: the same bytes in every run, in the upstream's JSON format.

/** @typedef {{ word: string, startTime: number, endTime: number, wordId: string }} JsonWord */
/** @typedef {{ unionId: string, sentence: string, startTime: number, endTime: number, wordList: JsonWord[] }} JsonSentence */
/**
 * @typedef {object} JsonParagraph `nextTtoken` and `recordId` are int64 in decimal digits here, and bare numbers in the JSON text.
 * @property {string} nextTtoken
 * @property {number} status
 * @property {string} unionId
 * @property {string} nickName
 * @property {string} recordId
 * @property {number} startTime
 * @property {number} endTime
 * @property {string} paragraph
 * @property {JsonSentence[]} sentenceList
 */

/** The number of paragraphs in the meeting `cached`; other meetings have no end. */
export const CACHED_PARAGRAPHS = 6000;

const SENTENCES = 5;
const WORDS = 10;
const WORD_MS = 300;
/** The duration of a paragraph, and the time between two starts. */
export const PARAGRAPH_MS = SENTENCES * WORDS * WORD_MS;

/** Beyond 2^53, to detect a subject that parses identifiers as doubles. */
const FIRST_TOKEN = 9_007_199_254_740_993n;
const FIRST_RECORD_ID = 9_107_199_254_740_993n;

/** The number of the paragraph after the one with this token. @param {string} token */
export const numberAfter = (token) => Number(BigInt(token) - FIRST_TOKEN) + 1;

const ENGLISH = (
  "we should agree on the release before Friday because the review of this budget takes two more days and nobody " +
  "has checked what happens when a customer moves from the old contract to the new one in the middle of a month"
).split(" ");
const CHINESE =
  "我们 需要 在 周五 之前 确认 发布 计划 因为 预算 评审 还要 两天 而且 没有 人 检查 过 客户 从 旧 合同 换到 新 合同 时 会 发生 什么 问题".split(
    " ",
  );
const SPEAKERS = [
  { unionId: "bench-union-id-0001", nickName: "林晓" },
  { unionId: "bench-union-id-0002", nickName: "Amelia Stone" },
  { unionId: "bench-union-id-0003", nickName: "周子昂" },
  { unionId: "bench-union-id-0004", nickName: "Mateo Rivas" },
];

/**
 * The paragraphs of a page: about 5 KB of JSON and 50 words each, English and Chinese in turn.
 * @param {number} count
 * @param {number} [from] the number of the first one
 * @returns {JsonParagraph[]}
 */
export const createParagraphs = (count, from = 0) =>
  Array.from({ length: count }, (_, index) => createParagraph(from + index));

/**
 * A page as the upstream sends it.
 * @param {number} count the number of paragraphs
 * @param {{ from?: number, hasMore?: boolean }} [place] by default the first page of a longer transcript
 * @returns {Buffer}
 */
export function serialisePage(count, { from = 0, hasMore = true } = {}) {
  const json = JSON.stringify({ hasMore, paragraphList: createParagraphs(count, from) });
  return Buffer.from(json.replace(/"(nextTtoken|recordId)":"(\d+)"/g, '"$1":$2'));
}

/** @param {number} index @returns {JsonParagraph} */
function createParagraph(index) {
  const speaker = /** @type {typeof SPEAKERS[0]} */ (SPEAKERS[index % SPEAKERS.length]);
  const startTime = index * PARAGRAPH_MS;
  const sentenceList = Array.from({ length: SENTENCES }, (_, place) => createSentence(index, place, speaker.unionId));
  return {
    nextTtoken: String(FIRST_TOKEN + BigInt(index) * 2n),
    status: 1,
    ...speaker,
    recordId: String(FIRST_RECORD_ID + BigInt(index) * 2n),
    startTime,
    endTime: startTime + PARAGRAPH_MS,
    paragraph: sentenceList.map(({ sentence }) => sentence).join(" "),
    sentenceList,
  };
}

/** @param {number} index @param {number} place @param {string} unionId @returns {JsonSentence} */
function createSentence(index, place, unionId) {
  const number = index * SENTENCES + place;
  const [lexicon, space] = index % 2 === 0 ? [ENGLISH, " "] : [CHINESE, ""];
  const startTime = number * WORDS * WORD_MS;
  const wordList = Array.from({ length: WORDS }, (_, offset) => ({
    word: lexicon[(number * 7 + offset) % lexicon.length] ?? "",
    startTime: startTime + offset * WORD_MS,
    endTime: startTime + (offset + 1) * WORD_MS,
    wordId: `16311720505${number}#${offset}`,
  }));
  const sentence = `${wordList.map(({ word }) => word).join(space)}${space === "" ? "。" : "."}`;
  return { unionId, sentence, startTime, endTime: startTime + WORDS * WORD_MS, wordList };
}

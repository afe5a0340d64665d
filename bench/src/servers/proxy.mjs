// The hand-written proxy: one call, `JSON.parse`, pick the fields, `JSON.stringify`. The edges shape also keeps the upstream's
// 64-bit tokens exact, because a paragraph's cursor contains one.
import { createServer } from "node:http";
import { fetchPageText } from "./fetch-page.mjs";

/** @typedef {import("../page.mjs").JsonParagraph} JsonParagraph */
/** @typedef {import("../page.mjs").JsonSentence} JsonSentence */
/** @typedef {import("../page.mjs").JsonWord} JsonWord */

/** @type {Record<import("../queries.mjs").Shape, (page: string) => object>} */
const PICK = {
  shallow: (page) => ({
    nodes: paragraphsOf(page).map(({ paragraph, nickName }) => ({ text: paragraph, speakerName: nickName })),
  }),
  deep: (page) => ({ nodes: paragraphsOf(page).map(toParagraph) }),
  deepest: (page) => ({ edges: paragraphsOf(quoteTokens(page)).map(toParagraphEdge) }),
};

createServer((request, response) => {
  respond(request).then(
    (body) => response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body),
    (error) => response.writeHead(502).end(String(error)),
  );
}).listen(Number(process.env["PORT"]), "127.0.0.1");

/** @param {import("node:http").IncomingMessage} request @returns {Promise<Buffer>} */
async function respond({ url = "/", headers }) {
  const { pathname, searchParams } = new URL(url, "http://proxy");
  const pick = PICK[/** @type {import("../queries.mjs").Shape} */ (searchParams.get("shape"))];
  const token = headers["x-acs-dingtalk-access-token"]?.toString();
  const page = await fetchPageText(pathname.split("/")[2] ?? "", Number(searchParams.get("first")), token);
  return Buffer.from(JSON.stringify({ data: { conference: { paragraphs: pick(page) } } }));
}

/** @param {string} page @returns {JsonParagraph[]} */
const paragraphsOf = (page) => JSON.parse(page).paragraphList;

/** @param {string} page */
const quoteTokens = (page) => page.replace(/"nextTtoken":(\d+)/g, '"nextTtoken":"$1"');

/** @param {JsonParagraph} paragraph */
const toParagraph = ({ paragraph, nickName, sentenceList }) => ({
  text: paragraph,
  speakerName: nickName,
  sentences: { nodes: sentenceList.map(toSentence) },
});

/** @param {JsonSentence} sentence */
const toSentence = ({ sentence, startTime, endTime, wordList }) => ({
  text: sentence,
  startTime,
  endTime,
  words: { nodes: wordList.map(toWord) },
});

/** @param {JsonWord} word */
const toWord = ({ word, startTime, endTime }) => ({ text: word, startTime, endTime });

/** @param {JsonParagraph} paragraph */
const toParagraphEdge = ({ nextTtoken, startTime, paragraph, nickName, sentenceList }) => ({
  cursor: Buffer.from(`${nextTtoken}.${startTime}`).toString("base64url"),
  node: { text: paragraph, speakerName: nickName, sentences: { edges: sentenceList.map(toSentenceEdge) } },
});

/** @param {JsonSentence} sentence @param {number} index */
const toSentenceEdge = ({ sentence, startTime, endTime, wordList }, index) => ({
  cursor: `s1-${index}`,
  node: { text: sentence, startTime, endTime, words: { edges: wordList.map(toWordEdge) } },
});

/** @param {JsonWord} word @param {number} index */
const toWordEdge = ({ word, startTime, endTime }, index) => ({
  cursor: `w1-${index}`,
  node: { text: word, startTime, endTime },
});

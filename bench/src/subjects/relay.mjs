import { SHAPES } from "../queries.mjs";
import { ownServer, withEnv } from "./launch.mjs";
import { TOKEN_HEADER } from "./subject.mjs";

/** @typedef {import("../page.mjs").JsonParagraph} JsonParagraph */

/**
 * The upper limit: the upstream's bytes unchanged, for any query.
 * @type {import("./subject.mjs").Subject}
 */
export const relay = {
  name: "relay",
  title: "byte relay, nothing parsed",
  program: null,
  shapes: SHAPES,
  launch: ownServer("src/servers/relay.mjs"),
  request: ({ conferenceId, size }) => ({
    method: "GET",
    path: `/conferences/${conferenceId}/paragraphs?first=${size}`,
    headers: TOKEN_HEADER,
  }),
  read: (page, shape) => page.paragraphList.map((/** @type {JsonParagraph} */ paragraph) => read(paragraph, shape)),
  identifiers: null,
};

/** @param {JsonParagraph} paragraph @param {import("../queries.mjs").Shape} shape @returns {import("./subject.mjs").ParagraphData} */
function read({ paragraph: text, nickName: speakerName, sentenceList }, shape) {
  if (shape === "shallow") return { text, speakerName };
  const sentences = sentenceList.map(({ sentence, wordList, startTime, endTime }) => ({
    text: sentence,
    startTime,
    endTime,
    words: wordList.map(({ word, ...times }) => ({ text: word, startTime: times.startTime, endTime: times.endTime })),
  }));
  return { text, speakerName, sentences };
}

/**
 * The same with a new connection for each call, as our gateway has it.
 * @type {import("./subject.mjs").Subject}
 */
export const relayPerCall = {
  ...relay,
  name: "relay-per-call",
  title: "byte relay, a connection for each call",
  launch: withEnv(relay.launch, { CONNECTION_PER_CALL: "true" }),
};

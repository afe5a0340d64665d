// The gateways that are configured, not programmed, show the REST answer's own shape: no connections, so no deepest shape.
import { graphqlRequest, readIdentifiers } from "./subject.mjs";

/** @typedef {import("./subject.mjs").Subject} Subject */
/** @typedef {import("../page.mjs").WireParagraph} WireParagraph */

/** @type {Partial<Record<import("../queries.mjs").Shape, string>>} */
const SELECTIONS = {
  shallow: "paragraph nickName",
  deep: "paragraph nickName sentenceList { sentence startTime endTime wordList { word startTime endTime } }",
};

/**
 * A subject with a query `field(conferenceId:, maxResults:)` that gives the upstream's page.
 * @param {Pick<Subject, "name" | "title" | "program" | "launch"> & { field: string }} own
 * @returns {Subject}
 */
export function restSubject({ field, ...own }) {
  /** @type {(ask: import("./subject.mjs").Ask, selection?: string) => import("./subject.mjs").HttpRequest} */
  const request = ({ conferenceId, size }, selection = "") =>
    graphqlRequest(
      `query ($id: String!, $max: Int) { ${field}(conferenceId: $id, maxResults: $max) { paragraphList { ${selection} } } }`,
      { id: conferenceId, max: size },
    );
  return {
    ...own,
    shapes: ["shallow", "deep"],
    request: (ask) => request(ask, SELECTIONS[ask.shape]),
    read: (answer, shape) => readParagraphs(answer.data[field].paragraphList, shape),
    identifiers: { request: (ask) => request(ask, "recordId"), read: readIdentifiers },
  };
}

/** @param {WireParagraph[]} paragraphs @param {import("../queries.mjs").Shape} shape */
const readParagraphs = (paragraphs, shape) =>
  paragraphs.map(({ paragraph: text, nickName: speakerName, sentenceList }) => {
    if (shape === "shallow") return { text, speakerName };
    const sentences = sentenceList.map(({ sentence, wordList, ...times }) => ({
      text: sentence,
      ...times,
      words: wordList.map(({ word, ...wordTimes }) => ({ text: word, ...wordTimes })),
    }));
    return { text, speakerName, sentences };
  });

// Gateways that are configured and not programmed have the shape of the REST response: no connections, so no deepest shape.
import { graphqlRequest, readIdentifiers } from "./subject.mjs";

/** @typedef {import("./subject.mjs").Subject} Subject */
/** @typedef {import("../page.mjs").JsonParagraph} JsonParagraph */

/** @type {Partial<Record<import("../queries.mjs").Shape, string>>} */
const SELECTIONS = {
  shallow: "paragraph nickName",
  deep: "paragraph nickName sentenceList { sentence startTime endTime wordList { word startTime endTime } }",
};

/**
 * A subject with a query `field(conferenceId:, maxResults:)` that returns the upstream's page.
 * @param {Pick<Subject, "name" | "title" | "program" | "launch"> & { field: string }} own
 * @returns {Subject}
 */
export function restSubject({ field, ...own }) {
  /** @type {(task: import("./subject.mjs").Task, selection?: string) => import("./subject.mjs").HttpRequest} */
  const request = ({ conferenceId, size }, selection = "") =>
    graphqlRequest(
      `query ($id: String!, $max: Int) { ${field}(conferenceId: $id, maxResults: $max) { paragraphList { ${selection} } } }`,
      { id: conferenceId, max: size },
    );
  return {
    ...own,
    shapes: ["shallow", "deep"],
    request: (task) => request(task, SELECTIONS[task.shape]),
    read: (response, shape) => readParagraphs(response.data[field].paragraphList, shape),
    identifiers: { request: (task) => request(task, "recordId"), read: readIdentifiers },
  };
}

/** @param {JsonParagraph[]} paragraphs @param {import("../queries.mjs").Shape} shape */
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

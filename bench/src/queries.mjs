// The queries. Every GraphQL subject with our schema's shape gets the same documents.

/** @typedef {"shallow" | "deep" | "deepest"} Shape */

/** @type {readonly Shape[]} */
export const SHAPES = ["shallow", "deep", "deepest"];

const WORD = "text startTime endTime";

/** @type {Record<Shape, string>} */
const SELECTIONS = {
  shallow: "nodes { text speakerName }",
  deep: `nodes { text speakerName sentences { nodes { text startTime endTime words { nodes { ${WORD} } } } } }`,
  deepest:
    `edges { cursor node { text speakerName sentences { edges { cursor node { text startTime endTime ` +
    `words { edges { cursor node { ${WORD} } } } } } } } }`,
};

/**
 * The document of a shape.
 * @param {Shape} shape
 * @returns {string}
 */
export const documentOf = (shape) => inConference(SELECTIONS[shape]);

/**
 * Two documents of a shape for windows that begin at `$from`; they differ in the order of the last fields.
 * @param {Shape} shape
 * @returns {string[]}
 */
export const windowDocumentsOf = (shape) =>
  [SELECTIONS[shape], SELECTIONS[shape].replace(WORD, "startTime endTime text")].map(
    (selection) =>
      `query ($id: ID!, $first: Int, $from: Milliseconds) { conference(conferenceId: $id) { paragraphs(first: $first, from: $from) { ${selection} } } }`,
  );

/**
 * A document that differs from all others by its alias, with the selection of the deep shape.
 * @param {string} number
 * @returns {string}
 */
export const distinctDocument = (number) => inConference(SELECTIONS.deep, `paragraphs_${number}: `);

/** Selects only the 64-bit identifiers. It is never measured, because many subjects corrupt them. */
export const IDENTIFIERS = inConference("nodes { recordId }");

/** @param {string} selection @param {string} alias */
function inConference(selection, alias = "") {
  return `query ($id: ID!, $first: Int) { conference(conferenceId: $id) { ${alias}paragraphs(first: $first) { ${selection} } } }`;
}

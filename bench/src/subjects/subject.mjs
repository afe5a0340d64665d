// What the benchmark knows of a subject, and what the GraphQL subjects with our schema's shape have in common.
import { documentOf, IDENTIFIERS, SHAPES } from "../queries.mjs";

/** @typedef {import("../queries.mjs").Shape} Shape */
/** @typedef {{ text: string, startTime: number, endTime: number }} Spoken */
/** @typedef {Spoken & { words: Spoken[] }} SentenceData */
/** @typedef {{ text: string, speakerName: string, sentences?: SentenceData[] }} ParagraphData */

/** @typedef {{ file: string, args: string[], env: Record<string, string> }} Launch How to start a process. */
/** @typedef {{ port: number, upstreamUrl: string }} Place Where a subject listens, and what it stands in front of. */
/** @typedef {{ method: "GET" | "POST", path: string, headers: Record<string, string>, body?: string, otherBodies?: string[] }} HttpRequest
 * With `otherBodies`, requests have `body` and each of them in turn. */
/** @typedef {{ conferenceId: string, size: number, shape: Shape }} Ask */

/**
 * @typedef {object} Subject
 * @property {string} name what `--only` calls it
 * @property {string} title what the tables call it
 * @property {readonly Shape[]} shapes the shapes it can answer
 * @property {string | null} program a file without which it cannot run here; null: Node.js is enough
 * @property {(place: Place) => Launch | Promise<Launch>} launch
 * @property {(ask: Ask) => HttpRequest} request
 * @property {(answer: any, shape: Shape) => ParagraphData[]} read the answer in one form for all subjects; throws when
 *   something is missing
 * @property {boolean} [readsOnce] true: its requests are for one meeting, which costs its calls once; false: each costs one call
 * @property {Identifiers | null} identifiers null: it offers none
 */
/**
 * @typedef {object} Identifiers how to get the paragraphs' 64-bit `recordId`
 * @property {(ask: Ask) => HttpRequest} request
 * @property {(answer: string) => string[]} read as JSON, from the raw text, since parsing would corrupt bare numbers
 */

/** @typedef {(ask: Ask, document: string) => HttpRequest} GraphQLRequest */

/** The header that our gateway wants; the fixed upstream takes any token. */
export const TOKEN_HEADER = { "x-acs-dingtalk-access-token": "bench-token" };

/**
 * A GraphQL request by POST.
 * @param {string} query
 * @param {Record<string, unknown>} variables
 * @returns {HttpRequest}
 */
export function graphqlRequest(query, variables) {
  const headers = { "content-type": "application/json", accept: "application/json", ...TOKEN_HEADER };
  return { method: "POST", path: "/graphql", headers, body: JSON.stringify({ query, variables }) };
}

/**
 * A request with our schema's shape.
 * @type {GraphQLRequest}
 */
export const conferenceRequest = ({ conferenceId, size }, document) =>
  graphqlRequest(document, { id: conferenceId, first: size });

/**
 * A subject whose schema has our shape, so that it gets the documents that we get.
 * @param {Pick<Subject, "name" | "title" | "launch">} own
 * @returns {Subject}
 */
export const conferenceSubject = (own) => ({
  ...own,
  program: null,
  shapes: SHAPES,
  request: (ask) => conferenceRequest(ask, documentOf(ask.shape)),
  read: readConference,
  identifiers: {
    request: (ask) => conferenceRequest(ask, IDENTIFIERS),
    read: readIdentifiers,
  },
});

/**
 * Reads an answer of our schema's shape.
 * @param {any} answer
 * @param {Shape} shape
 * @returns {ParagraphData[]}
 */
export function readConference(answer, shape) {
  const items = shape === "deepest" ? itemsOfEdges : itemsOfNodes;
  return items(answer.data.conference.paragraphs).map(({ text, speakerName, sentences }) => {
    if (shape === "shallow") return { text, speakerName };
    return {
      text,
      speakerName,
      sentences: items(sentences).map((sentence) => ({ ...sentence, words: items(sentence.words) })),
    };
  });
}

/**
 * The `recordId`s of a raw answer, as JSON.
 * @param {string} answer
 * @returns {string[]}
 */
export const readIdentifiers = (answer) =>
  [...answer.matchAll(/"recordId":("[^"]*"|[^,}]*)/g)].map(([, id]) => id ?? "");

/** @param {{ nodes: any[] }} connection @returns {any[]} */
const itemsOfNodes = ({ nodes }) => nodes;

/** @param {{ edges: { cursor: string, node: any }[] }} connection @returns {any[]} */
function itemsOfEdges({ edges }) {
  const cursors = new Set(edges.map(({ cursor }) => cursor));
  if (cursors.has("") || cursors.size !== edges.length) throw new Error("the cursors of a connection are not distinct");
  return edges.map(({ node }) => node);
}

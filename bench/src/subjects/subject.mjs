// The description of a subject, and the common parts of the GraphQL subjects with our schema's shape.
import { documentOf, IDENTIFIERS, SHAPES } from "../queries.mjs";

/** @typedef {import("../queries.mjs").Shape} Shape */
/** @typedef {{ text: string, startTime: number, endTime: number }} Spoken */
/** @typedef {Spoken & { words: Spoken[] }} SentenceData */
/** @typedef {{ text: string, speakerName: string, sentences?: SentenceData[] }} ParagraphData */

/** @typedef {{ file: string, args: string[], env: Record<string, string> }} Launch How to start a process. */
/** @typedef {{ port: number, upstreamUrl: string }} Place Where a subject listens, and what it stands in front of. */
/** @typedef {{ method: "GET" | "POST", path: string, headers: Record<string, string>, body?: string, otherBodies?: string[] }} HttpRequest
 * With `otherBodies`, requests have `body` and each of them in turn. */
/** @typedef {{ conferenceId: string, size: number, shape: Shape }} Task */

/**
 * @typedef {object} Subject
 * @property {string} name its name in `--only`
 * @property {string} title its name in the tables
 * @property {readonly Shape[]} shapes the shapes that it supports
 * @property {string | null} program a file that it needs to run; null: Node.js is enough
 * @property {(place: Place) => Launch | Promise<Launch>} launch
 * @property {(task: Task) => HttpRequest} request
 * @property {(response: any, shape: Shape) => ParagraphData[]} read converts a response to the common form; throws if
 *   data is missing
 * @property {boolean} [readsOnce] true: its requests are for one meeting, which costs its calls once; false: each costs one call
 * @property {Identifiers | null} identifiers null: it has none
 */
/**
 * @typedef {object} Identifiers how to get the paragraphs' 64-bit `recordId`
 * @property {(task: Task) => HttpRequest} request
 * @property {(response: string) => string[]} read returns them as JSON from the raw text, because parsing would corrupt bare numbers
 */

/** @typedef {(task: Task, document: string) => HttpRequest} GraphQLRequest */

/** The header that our gateway requires. The fixed upstream accepts any token. */
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
 * A subject whose schema has our shape. It gets the same documents as our gateway.
 * @param {Pick<Subject, "name" | "title" | "launch">} own
 * @returns {Subject}
 */
export const conferenceSubject = (own) => ({
  ...own,
  program: null,
  shapes: SHAPES,
  request: (task) => conferenceRequest(task, documentOf(task.shape)),
  read: readConference,
  identifiers: {
    request: (task) => conferenceRequest(task, IDENTIFIERS),
    read: readIdentifiers,
  },
});

/**
 * Reads a response of our schema's shape.
 * @param {any} response
 * @param {Shape} shape
 * @returns {ParagraphData[]}
 */
export function readConference(response, shape) {
  const items = shape === "deepest" ? itemsOfEdges : itemsOfNodes;
  return items(response.data.conference.paragraphs).map(({ text, speakerName, sentences }) => {
    if (shape === "shallow") return { text, speakerName };
    return {
      text,
      speakerName,
      sentences: items(sentences).map((sentence) => ({ ...sentence, words: items(sentence.words) })),
    };
  });
}

/**
 * The `recordId`s of a raw response, as JSON.
 * @param {string} response
 * @returns {string[]}
 */
export const readIdentifiers = (response) =>
  [...response.matchAll(/"recordId":("[^"]*"|[^,}]*)/g)].map(([, id]) => id ?? "");

/** @param {{ nodes: any[] }} connection @returns {any[]} */
const itemsOfNodes = ({ nodes }) => nodes;

/** @param {{ edges: { cursor: string, node: any }[] }} connection @returns {any[]} */
function itemsOfEdges({ edges }) {
  const cursors = new Set(edges.map(({ cursor }) => cursor));
  if (cursors.has("") || cursors.size !== edges.length) throw new Error("the cursors of a connection are not distinct");
  return edges.map(({ node }) => node);
}

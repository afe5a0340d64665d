// The schema of Yoga and Mercurius: SDL and simple resolvers over the upstream's JSON objects.
import { fetchPageText } from "./fetch-page.mjs";

/** @typedef {import("../page.mjs").JsonParagraph} JsonParagraph */
/** @typedef {import("../page.mjs").JsonSentence} JsonSentence */
/** @typedef {import("../page.mjs").JsonWord} JsonWord */

export const typeDefs = /* GraphQL */ `
  type Query {
    conference(conferenceId: ID!): Conference!
  }
  type Conference {
    conferenceId: ID!
    paragraphs(first: Int = 50): ParagraphConnection
  }
  type ParagraphConnection {
    edges: [ParagraphEdge!]!
    nodes: [Paragraph!]!
  }
  type ParagraphEdge {
    cursor: String!
    node: Paragraph!
  }
  type Paragraph {
    recordId: ID
    text: String!
    speakerName: String
    sentences: SentenceConnection!
  }
  type SentenceConnection {
    edges: [SentenceEdge!]!
    nodes: [Sentence!]!
  }
  type SentenceEdge {
    cursor: String!
    node: Sentence!
  }
  type Sentence {
    text: String!
    startTime: Int!
    endTime: Int!
    words: WordConnection!
  }
  type WordConnection {
    edges: [WordEdge!]!
    nodes: [Word!]!
  }
  type WordEdge {
    cursor: String!
    node: Word!
  }
  type Word {
    text: String!
    startTime: Int!
    endTime: Int!
  }
`;

/** @typedef {{ token: string | undefined }} Context the resolvers' context */

export const resolvers = {
  Query: {
    /** @param {unknown} _root @param {{ conferenceId: string }} args */
    conference: (_root, { conferenceId }) => ({ conferenceId }),
  },
  Conference: {
    /** @param {{ conferenceId: string }} conference @param {{ first: number }} args @param {Context} context */
    paragraphs: async ({ conferenceId }, { first }, { token }) =>
      toConnection(JSON.parse(await fetchPageText(conferenceId, first, token)).paragraphList),
  },
  Paragraph: {
    /** @param {JsonParagraph} source */
    text: ({ paragraph }) => paragraph,
    /** @param {JsonParagraph} source */
    speakerName: ({ nickName }) => nickName,
    /** @param {JsonParagraph} source */
    sentences: ({ sentenceList }) => toConnection(sentenceList),
  },
  Sentence: {
    /** @param {JsonSentence} source */
    text: ({ sentence }) => sentence,
    /** @param {JsonSentence} source */
    words: ({ wordList }) => toConnection(wordList),
  },
  Word: {
    /** @param {JsonWord} source */
    text: ({ word }) => word,
  },
};

/**
 * A getter creates the edges when they are selected, because compiled execution calls no methods.
 * @template N
 * @param {N[]} nodes
 */
const toConnection = (nodes) => ({
  nodes,
  get edges() {
    return nodes.map((node, index) => ({ cursor: Buffer.from(`offset:${index}`).toString("base64url"), node }));
  },
});

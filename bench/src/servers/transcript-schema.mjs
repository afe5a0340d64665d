// The schema of Yoga and Mercurius: SDL and plain resolvers over the wire's own objects.
import { fetchPageText } from "./fetch-page.mjs";

/** @typedef {import("../page.mjs").WireParagraph} WireParagraph */
/** @typedef {import("../page.mjs").WireSentence} WireSentence */
/** @typedef {import("../page.mjs").WireWord} WireWord */

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

/** @typedef {{ token: string | undefined }} Context what the resolvers want */

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
    /** @param {WireParagraph} source */
    text: ({ paragraph }) => paragraph,
    /** @param {WireParagraph} source */
    speakerName: ({ nickName }) => nickName,
    /** @param {WireParagraph} source */
    sentences: ({ sentenceList }) => toConnection(sentenceList),
  },
  Sentence: {
    /** @param {WireSentence} source */
    text: ({ sentence }) => sentence,
    /** @param {WireSentence} source */
    words: ({ wordList }) => toConnection(wordList),
  },
  Word: {
    /** @param {WireWord} source */
    text: ({ word }) => word,
  },
};

/**
 * The edges are made when they are asked for, by a getter: compiled execution calls no methods.
 * @template N
 * @param {N[]} nodes
 */
const toConnection = (nodes) => ({
  nodes,
  get edges() {
    return nodes.map((node, index) => ({ cursor: Buffer.from(`offset:${index}`).toString("base64url"), node }));
  },
});

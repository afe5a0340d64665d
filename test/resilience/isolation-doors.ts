import type { Dice } from "../../src/simulator/dice.js";
import { NODES } from "./isolation-callers.js";

/** Global ids and a cursor of one person. */
export interface Handles {
  readonly conference: string;
  readonly paragraph: string;
  readonly cursor: string;
}

/** A request with its variables. */
export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: object;
}

/** The first request, which returns the handles for all others. */
export const OPENING: GraphQLRequest = {
  query: `{ conference(conferenceId: "one") { id paragraphs(first: 3) { ${NODES} edges { cursor } } } }`,
};

const PARAGRAPHS = `paragraphs(first: 5) { ${NODES} }`;
const ANY = `... on Conference { ${PARAGRAPHS} } ... on Paragraph { text speakerName speaker { unionId } }`;
const WHOLE = `speakers { speakerName speaker { unionId } longestTurn { paragraphs { text } } }
  spokenAt(time: 1200) { paragraph { text } sentence { text } }
  search(query: "says", first: 3) { nodes { paragraph { text speakerName } } }
  captions { text cues { lines speakerName } }
  last: paragraphs(last: 3, order: DESCENDING) { ${NODES} }`;

const entities = (representations: readonly object[]): GraphQLRequest => ({
  query: `query ($r: [_Any!]!) { _entities(representations: $r) { ${ANY} } }`,
  variables: { r: representations },
});

/**
 * A request for a person's own data: every field of `Query`, every kind of id, and other people's cursors, which
 * only name positions.
 */
export function drawDoor(dice: Dice, own: Handles, anyCursor: string): GraphQLRequest {
  return dice.pick<GraphQLRequest>([
    { query: `{ conference(conferenceId: "two") { ${WHOLE} } }` },
    { query: `{ conferences(conferenceIds: ["one", "two"]) { ${PARAGRAPHS} } }` },
    { query: `{ conference(conferenceId: "one") { paragraphs(first: 4, after: "${anyCursor}") { ${NODES} } } }` },
    { query: `{ node(id: "${own.paragraph}") { ${ANY} } }` },
    { query: `{ node(id: "${own.conference}") { ${ANY} } }` },
    { query: `{ nodes(ids: ["${own.paragraph}", "${own.conference}"]) { ${ANY} } }` },
    entities([
      { __typename: "Conference", id: own.conference },
      { __typename: "Conference", conferenceId: "two" },
      { __typename: "Paragraph", id: own.paragraph },
    ]),
  ]);
}

/** A request that names another person, and must be FORBIDDEN. */
export function drawForbiddenDoor(dice: Dice, other: Handles, otherPerson: string): GraphQLRequest {
  return dice.pick<GraphQLRequest>([
    { query: `{ conference(conferenceId: "one", unionId: "${otherPerson}") { ${PARAGRAPHS} } }` },
    { query: `{ conferences(conferenceIds: ["one"], unionId: "${otherPerson}") { ${PARAGRAPHS} } }` },
    { query: `{ node(id: "${other.paragraph}") { ${ANY} } }` },
    { query: `{ nodes(ids: ["${other.conference}"]) { ${ANY} } }` },
    entities([{ __typename: "Conference", id: other.conference }]),
    entities([{ __typename: "Paragraph", id: other.paragraph }]),
  ]);
}

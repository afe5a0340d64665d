import * as fc from "fast-check";

/** A short operation that would be expensive to execute. */
export interface CostlyOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const aliases = (count: number, field: string) =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(" ");

/** 52 kB: 1,000 meetings, each with 49 pages. Together they used to cause 49,000 errors and a response of 12 MB. */
export const PAGES_OF_1000_REFERENCES: CostlyOperation = {
  query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Conference { ${aliases(49, "paragraphs{nodes{text}}")} } } }`,
  variables: {
    r: Array.from({ length: 1000 }, (_, index) => ({ __typename: "Conference", conferenceId: `m${index}` })),
  },
};

const count = (max: number) => fc.integer({ min: 1, max });
const LEAVES = [
  "id",
  "conferenceId",
  "__typename",
  "paragraphs { nodes { text } }",
  "paragraphs(first: 2000) { edges { cursor } }",
];
const selection = fc.record({ field: fc.constantFrom(...LEAVES), times: count(60) });

/** Fields of a conference, in one fragment or behind a chain of fragments that each spread the next one twice. */
const ofConference = fc
  .record({ selections: fc.array(selection, { minLength: 1, maxLength: 3 }), steps: count(20), doubling: fc.boolean() })
  .map(({ selections, steps, doubling }) => {
    const fields = selections
      .map(({ field, times }, index) => aliases(times, field).replaceAll(/\ba/g, `s${index}a`))
      .join(" ");
    if (!doubling) return { selected: "...F", fragments: `fragment F on Conference { ${fields} }` };
    const chain = Array.from(
      { length: steps },
      (_, step) => `fragment D${step} on Conference { ...D${step + 1} ...D${step + 1} }`,
    );
    return { selected: "...D0", fragments: `${chain.join(" ")} fragment D${steps} on Conference { ${fields} }` };
  });

const references = count(1500).map((length) =>
  Array.from({ length }, (_, index) => ({ __typename: "Conference", conferenceId: `m${index}` })),
);

/** Operations with a long list in a variable, aliases and fragments, at each field that takes a list. */
export const costlyOperations: fc.Arbitrary<CostlyOperation> = fc
  .record({
    of: ofConference,
    list: references,
    entry: fc.constantFrom("entities", "conferences", "nodes"),
    times: count(5),
  })
  .map(({ of: { selected, fragments }, list, entry, times }) => {
    const ids = list.map(({ conferenceId }) => conferenceId);
    const operations = {
      entities: {
        query: `query ($r: [_Any!]!) { ${aliases(times, `_entities(representations: $r) { ${selected} }`)} } ${fragments}`,
        variables: { r: list },
      },
      conferences: {
        query: `query ($r: [ID!]!) { ${aliases(times, `conferences(conferenceIds: $r) { ${selected} }`)} } ${fragments}`,
        variables: { r: ids },
      },
      nodes: {
        query: `query ($r: [ID!]!) { ${aliases(times, `nodes(ids: $r) { ${selected} }`)} } ${fragments}`,
        variables: { r: ids },
      },
    };
    return operations[entry];
  });

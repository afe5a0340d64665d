import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { execute, type ExecutionResult, type GraphQLError, type GraphQLSchema, parse, validate } from "graphql";
import { GatewayError } from "../../../src/errors.js";
import { PassThroughCredentials } from "../../../src/auth/pass-through.js";
import type { Context } from "../../../src/graphql/context.js";
import { executeOperation } from "../../../src/graphql/execution/executor.js";
import { OperatorPolicy } from "../../../src/graphql/schema/relay/operator-policy.js";
import { conferenceGlobalId, openConference, paragraphGlobalId } from "../../../src/graphql/schema/relay/global-id.js";
import { withCompiledSelections } from "../../../src/graphql/execution/compiled-schema.js";
import { NotCompilable } from "../../../src/graphql/execution/compiled-selection.js";
import { createSchema } from "../../../src/graphql/schema/schema.js";
import { createLoaders } from "../../../src/loaders/loaders.js";
import { OperationActivity } from "../../../src/observability/operation-activity.js";
import type { Paragraph } from "../../../src/transcript/model.js";
import { EXACT_CHINESE } from "../../../src/transcript/analysis/folded-text.js";
import { cases } from "../../support/random-cases.js";
import { unlimitedCost } from "../../support/unlimited-cost.js";
import type { PageSource } from "../../../src/transcript/page-source.js";
import { fingerprintOf } from "../../../src/transcript/position.js";
import { FakeSource, pagedReader, paragraphAt } from "../../support/fake-source.js";
import { packedParagraph, packedSentence } from "../../support/kept-lists.js";
import { type ArgumentValues, randomOperations, randomTranscripts } from "../../support/random-operation.js";

/** Sentences and words are kept in three ways: both as objects, only words as bytes, and both as bytes. */
const transcript = Array.from({ length: 7 }, (_, index): Paragraph =>
  keptAt(index, {
    ...paragraphAt(index * 100, `paragraph ${index}`),
    status: index === 3 ? 2 ** 40 : index,
    unionId: index % 2 === 0 ? null : "union",
    sentences: Array.from({ length: index % 3 }, (_sentence, place) => ({
      index: place,
      unionId: place === 0 ? null : "other",
      text: place === 1 ? "" : `句子 ${place}`,
      startTime: index * 100,
      endTime: index * 100 + 10,
      words: Array.from({ length: index === 4 ? 0 : 3 }, (_word, at) => ({
        index: at,
        text: at === 1 ? "" : `词 ${at}`,
        wordId: at === 0 ? null : `1#${at}`,
        startTime: at,
        endTime: at + 1,
      })),
    })),
  }),
);

function keptAt(index: number, paragraph: Paragraph): Paragraph {
  if (index % 3 === 0) return paragraph;
  if (index % 2 === 0) return packedParagraph(paragraph);
  const [first, ...others] = paragraph.sentences;
  return { ...paragraph, sentences: first === undefined ? [] : [first, ...others.map(packedSentence)] };
}

const whole = new FakeSource(transcript);
const source: PageSource = {
  getPage: async (request) => {
    if (request.conference.conferenceId === "broken") throw new GatewayError("MEETING_CLOSED", "closed");
    if (request.conference.conferenceId === "bug") throw new TypeError("a defect");
    return whole.getPage(request);
  },
};

const credentials = new PassThroughCredentials("demo", null);
const operatorPolicy = new OperatorPolicy(credentials, null, () => undefined);
const open = (conferenceId: string) => openConference({ conferenceId, unionId: null }, operatorPolicy);

const conference = open("m");
const known = transcript[2]!;
const ids = [
  conferenceGlobalId(conference),
  paragraphGlobalId(conference, { startTime: known.startTime, fingerprint: fingerprintOf(known) }),
  paragraphGlobalId(conference, { startTime: 1, fingerprint: "aaaaaaaaaaa" }),
  paragraphGlobalId(open("broken"), { startTime: 1, fingerprint: "aaaaaaaaaaa" }),
  "garbage",
].map((id) => JSON.stringify(id));

const values: ArgumentValues = {
  conferenceId: ['"m"', '"m"', '"broken"', '"bug"', "7"],
  conferenceIds: ['["m", "broken"]', '["m"]', "[]", '"m"'],
  unionId: ['"u"', "null"],
  id: ids,
  ids: [`[${ids.join(", ")}]`, `[${ids[1]}]`, "[]"],
  first: ["0", "2", "5", "null", "-1", "$count", "5000"],
  last: ["0", "2", "null", "$count"],
  after: ["null", '"garbage"', '"w1-1"', '"s1-0"', "$none"],
  before: ["null", '"w1-2"', "$none"],
  from: ["0", "150", "null"],
  until: ["350", "0"],
  order: ["ASCENDING", "DESCENDING"],
  time: ["100", "0", "-1"],
  query: ['"a"', '"e a"', '""'],
  speakers: ['["u"]', "[]", "null", '"union"'],
  maxLineWidth: ["10", "9"],
  maxLines: ["1", "3"],
  speakerNames: ["false"],
  format: ["SRT", "TTML", "TEXT", "WEBVTT"],
};

const schema: GraphQLSchema = await createSchema();
const compiled = withCompiledSelections(await createSchema());

const contextOf = (): Context => ({
  activity: new OperationActivity("test"),
  responseCost: unlimitedCost(),
  loaders: createLoaders(pagedReader(source)),
  isRouter: true,
  credentials,
  operatorPolicy,
  folding: EXACT_CHINESE,
  release: () => undefined,
});

/** The time when a transcript was read, which differs in each run. */
const MOMENT = /"\d{4}-\d\d-\d\dT[\d:.]+Z"/g;

/** A response in a form that can be compared. Errors are sets, because no order is promised. */
function toComparable({ data, errors = [] }: ExecutionResult) {
  const json: unknown = JSON.parse(JSON.stringify(data ?? null).replace(MOMENT, '"then"'));
  const sorted = errors.toSorted((left, right) => tell(left).localeCompare(tell(right)));
  const nulls = Map.groupBy(sorted, ({ path = [] }) => nullAbove(json, path));
  const reported = (nulls.get(null) ?? []).map(tell);
  nulls.delete(null);
  return { data: json, reported, nulls };
}

/** The path of the null above the path of an error; null if there is none. */
function nullAbove(data: unknown, path: readonly (string | number)[]): string | null {
  let value = data;
  for (const [index, step] of path.entries()) {
    if (value === null) return JSON.stringify(path.slice(0, index));
    value = typeof value === "object" ? Reflect.get(value ?? {}, step) : undefined;
  }
  return null;
}

/**
 * Expects that callers see the same. If one error sets an object to null, other errors inside this object may or may
 * not be reported (GraphQL specification, "Handling Execution Errors"), so at least one of them must be the same.
 */
function expectSame(result: ExecutionResult, interpreted: ExecutionResult): void {
  const [{ nulls, ...seen }, expected] = [toComparable(result), toComparable(interpreted)];
  expect(seen).toEqual({ data: expected.data, reported: expected.reported });
  expect(new Set(nulls.keys())).toEqual(new Set(expected.nulls.keys()));
  for (const [path, errors] of nulls) {
    const others = expected.nulls.get(path)?.map(tell) ?? [];
    expect(errors.map(tell).filter((error) => others.includes(error))).not.toEqual([]);
  }
}

const tell = ({ message, path, locations, extensions }: GraphQLError) =>
  JSON.stringify([path, message, locations, extensions ?? {}]);

const leavesToInterpreter = ({ errors = [] }: ExecutionResult) =>
  errors.some(({ originalError }) => originalError instanceof NotCompilable);

test.each([
  ["of any kind", cases(250), randomOperations(schema, values, 5)],
  ["below a page, down to the words", cases(125), randomTranscripts(schema, values, 7)],
])(
  "operations %s have the responses of graphql-js, the first and the second time",
  async (_which, given, operations) => {
    let withErrors = 0;
    let compiledCount = 0;
    await fc.assert(
      fc.asyncProperty(operations, async ({ query, variables }) => {
        const document = parse(query);
        fc.pre(validate(schema, document).length === 0);
        const operation = { schema, document, queryHash: "q", request: { variables } };
        const run = () => executeOperation(compiled, { ...operation, context: contextOf() });
        const interpreted = await execute({ schema, document, contextValue: contextOf(), variableValues: variables });
        expectSame(await run(), interpreted);
        expectSame(await run(), interpreted);
        withErrors += interpreted.errors === undefined ? 0 : 1;
        const own = { schema: compiled, document, contextValue: contextOf(), variableValues: variables };
        compiledCount += leavesToInterpreter(await execute(own)) ? 0 : 1;
      }),
      given,
    );
    expect(withErrors).toBeGreaterThan(given.numRuns / 10);
    expect(compiledCount).toBeGreaterThan(given.numRuns / 2);
  },
  180_000,
);

import { expect, test } from "@jest/globals";
import { execute, parse } from "graphql";
import { setImmediate as nextTurn } from "node:timers/promises";
import { PassThroughCredentials } from "../../../src/auth/pass-through.js";
import { OperatorPolicy } from "../../../src/graphql/schema/relay/operator-policy.js";
import { createSchema } from "../../../src/graphql/schema/schema.js";
import { createLoaders } from "../../../src/loaders/loaders.js";
import { OperationActivity } from "../../../src/observability/operation-activity.js";
import { EXACT_CHINESE } from "../../../src/transcript/analysis/folded-text.js";
import { FakeSource, pagedReader, paragraphAt } from "../../support/fake-source.js";
import { unlimitedCost } from "../../support/unlimited-cost.js";

const word = { index: 0, text: "word", wordId: null, startTime: 100, endTime: 110 };
const sentence = { index: 0, unionId: null, text: "word", startTime: 100, endTime: 110, words: [word] };

/** The first paragraph has no sentences, so it gets past a selection that fails in the second. */
const transcript = [
  { ...paragraphAt(0, "silent"), sentences: [] },
  { ...paragraphAt(100, "word"), sentences: [sentence] },
];

const QUERY = `{ conference(conferenceId: "m") { paragraphs { nodes {
  sentences { nodes { words(first: 1, last: 1) { nodes { text } } } }
  conference { statistics { wordCount } }
  again: sentences(first: 1, last: 1) { nodes { text } }
} } } }`;

test("no rejection is left behind if one item of a list fails at once and another one later", async () => {
  const unhandled: unknown[] = [];
  const listener = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", listener);
  const credentials = new PassThroughCredentials("demo", null);
  const contextValue = {
    activity: new OperationActivity("test"),
    responseCost: unlimitedCost(),
    loaders: createLoaders(pagedReader(new FakeSource(transcript))),
    isRouter: true,
    credentials,
    operatorPolicy: new OperatorPolicy(credentials, null, () => undefined),
    folding: EXACT_CHINESE,
    release: () => undefined,
  };
  const result = await execute({ schema: await createSchema(), document: parse(QUERY), contextValue });
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  process.off("unhandledRejection", listener);
  expect(unhandled).toEqual([]);
  expect(result.data).toEqual({ conference: { paragraphs: null } });
  expect(result.errors?.map(({ message }) => message)).toEqual(["first and last: give one of them, not both"]);
});

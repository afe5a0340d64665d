import assert from "node:assert/strict";
import { test } from "node:test";
import { firstMatchFrom, toHits } from "../src/search/hits.ts";

const hit = (id: string, ...times: number[]) => ({
  cursor: `cursor-${id}`,
  node: { paragraph: { id }, matches: times.map((startTime, index) => ({ start: index, end: index + 1, startTime })) },
});
const hits = toHits("budget", { totalCount: 2, edges: [hit("a", 10, 20), hit("b", 30)] });

test("matches are in the order of the transcript, each with its paragraph and its number there", () => {
  assert.deepEqual(
    hits.matches.map(({ paragraphId, indexInParagraph, cursor }) => [paragraphId, indexInParagraph, cursor]),
    [
      ["a", 0, "cursor-a"],
      ["a", 1, "cursor-a"],
      ["b", 0, "cursor-b"],
    ],
  );
  assert.equal(hits.byParagraph.get("a")?.length, 2);
});

test("the first match is the next one after the clock's time, and the first of all if there is none", () => {
  assert.deepEqual(
    [0, 15, 30, 99].map((time) => firstMatchFrom(hits, time)),
    [0, 1, 2, 0],
  );
  assert.equal(firstMatchFrom(toHits("x", { totalCount: 0, edges: [] }), 5), -1);
});

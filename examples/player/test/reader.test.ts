import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenAroundDocument, OpenBeginningDocument, type PageFragment } from "../src/__generated__/operations.ts";
import { focusedIndex, focusIn } from "../src/player/focus.ts";
import { SpeakerBook } from "../src/speakers/speaker-book.ts";
import type { TranscriptClient } from "../src/transcript/client.ts";
import { TranscriptReader } from "../src/transcript/reader.ts";
import type { TranscriptWindow } from "../src/transcript/window.ts";

/** The window around a paragraph of this time that a search has found. It has grown since, so it has another id. */
async function openAt(changed: number) {
  const times = [0, 10, 20, 30];
  const pageOf = (page: readonly number[]): PageFragment => ({
    nodes: page.map((time) => ({
      id: time === changed ? `${time}-grown` : String(time),
      speakerName: "Lin",
      speaker: null,
      text: "",
      startTime: time,
      endTime: time + 10,
      sentences: { nodes: [] },
    })),
    pageInfo: {
      hasPreviousPage: page[0] !== 0,
      hasNextPage: page.at(-1) !== 30,
      startCursor: page[0]?.toString() ?? null,
      endCursor: page.at(-1)?.toString() ?? null,
    },
  });
  const ask = async (query: unknown, { cursor, after }: Record<string, unknown>) => {
    if (query === OpenBeginningDocument) return { conference: { paragraphs: pageOf(times) } };
    const earlier = pageOf(times.filter((time) => time < Number(cursor)));
    const later = pageOf(times.filter((time) => time > Number(cursor ?? after)));
    if (query === OpenAroundDocument) return { paragraph: null, conference: { earlier, later } };
    return { conference: { paragraphs: later } };
  };
  const reader = new TranscriptReader({ ask } as TranscriptClient, "demo", new SpeakerBook());
  const target = { kind: "paragraph", id: String(changed), cursor: String(changed) } as const;
  return reader.read({ kind: "open", target }, null);
}

const idsOf = ({ lines }: TranscriptWindow) => lines.map(({ id }) => id);

test("a window around a paragraph that has grown since contains the paragraph as it is now", async () => {
  assert.deepEqual(idsOf(await openAt(20)), ["0", "10", "20-grown", "30"]);
  assert.deepEqual(idsOf(await openAt(0)), ["0-grown", "10", "20", "30"]);
  assert.deepEqual(idsOf(await openAt(30)), ["0", "10", "20", "30-grown"]);
});

test("the view shows the time of a match if the paragraph has grown since, and otherwise the paragraph", async () => {
  const window = await openAt(20);
  const indexes = ["10", "20"].map((id) => {
    const focus = focusIn(window, { kind: "paragraph", id, timeMs: Number(id) + 5 });
    return [focus.kind, focusedIndex(focus, window, -1)];
  });
  assert.deepEqual(indexes, [
    ["paragraph", 1],
    ["time", 2],
  ]);
});

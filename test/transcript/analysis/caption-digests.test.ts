import { hash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { toCaptions, toCaptionText } from "../../support/captions.js";
import type { CueSize } from "../../../src/transcript/analysis/captions/lines.js";
import { demoParagraphs } from "../../support/demo-paragraphs.js";
import { toEntries } from "../../support/random-meetings.js";

/**
 * Digests of the simulator's captions at 42 x 2, 32 x 2 and 10 columns x 1. Work on speed must not change them. A
 * better break may, and so may a Node.js with another dictionary of words: then look at the captions, and copy the new
 * digests from the failure.
 */
const DIGESTS: Record<string, readonly string[]> = {
  demo: ["s7Avz_Ph5mP1", "9FA29EwaCp1q", "nmoBAp-Pfl-f"],
  "demo-long": ["tvy2tyT-G7j2", "rlqQoYM4Qw0f", "VqKdCcn2fvh6"],
  "demo-two-recordings": ["2OuulAILb2CW", "FsXEK2i5FyP5", "atE0tSuKUv5F"],
  "demo-out-of-order": ["-brI0zoHiDNk", "Qorzn_tHlgbk", "AeYZOjxUFUk_"],
  "demo-ties": ["trhkjjIYYrm-", "P-wgysMaLaod", "DF7OOkyLImlo"],
};

const SIZES: readonly CueSize[] = [
  { maxLineWidth: 42, maxLines: 2 },
  { maxLineWidth: 32, maxLines: 2 },
  { maxLineWidth: 10, maxLines: 1 },
];

const FORMATS = ["webvtt", "srt", "ttml", "text"] as const;

/** A digest of all cues, and of the files in every format, with names and without. */
function digestOf(conferenceId: string, size: CueSize): string {
  const recordings = toCaptions(toEntries(demoParagraphs(conferenceId)), size);
  const cues = recordings.map(({ offset, cues: own }) => [
    offset,
    own.map(({ startTime, endTime, part, lines }) => [startTime, endTime, part, lines]),
  ]);
  const files = FORMATS.flatMap((format) => [true, false].map((named) => toCaptionText(recordings, format, named)));
  return hash("sha256", JSON.stringify([cues, files]), "base64url").slice(0, 12);
}

test.each(Object.entries(DIGESTS))("the captions of %s have not changed", (conferenceId, digests) => {
  expect(SIZES.map((size) => digestOf(conferenceId, size))).toEqual(digests);
});

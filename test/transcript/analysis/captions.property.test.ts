import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { shownText } from "../../../src/transcript/analysis/captions/blocks.js";
import type { CaptionFormat } from "../../../src/transcript/analysis/captions/caption-text.js";
import { toCaptions, toCaptionText } from "../../support/captions.js";
import type { Cue } from "../../../src/transcript/analysis/captions/cue.js";
import { displayWidth } from "../../../src/transcript/analysis/captions/display-width.js";
import type { Entry } from "../../../src/transcript/analysis/entry.js";
import { toRecordings } from "../../../src/transcript/analysis/recordings.js";
import type { Paragraph } from "../../../src/transcript/model.js";
import {
  printable,
  type ReadCue,
  readPlainText,
  readSrt,
  readTtml,
  readWebVtt,
} from "../../support/caption-readers.js";
import { demoParagraphs } from "../../support/demo-paragraphs.js";
import { meetings, toEntries } from "../../support/random-meetings.js";
import { cases } from "../../support/random-cases.js";

const MIN_MS = 833;
const MAX_MS = 7000;

/** The maximum number of cues before and after a cue that can touch it. */
const NEAR = 100;

const SIZES = [
  { maxLineWidth: 42, maxLines: 2 },
  { maxLineWidth: 32, maxLines: 2 },
  { maxLineWidth: 10, maxLines: 1 },
  { maxLineWidth: 60, maxLines: 3 },
];

const personOf = ({ entry: { paragraph } }: { entry: Entry }) =>
  paragraph.unionId ?? JSON.stringify(["name", paragraph.nickName]);

const compact = (text: string) => text.replace(/\s/g, "");

/** The faults of the cues of one recording. */
function faultsOf(recording: readonly Entry[], cues: readonly Cue<Entry>[], size: (typeof SIZES)[number]): string[] {
  const faults = cues.flatMap((cue, index) => [
    ...(cue.lines.length > size.maxLines ? [`${index}: too many lines`] : []),
    ...(cue.lines.some((line) => displayWidth(line) > size.maxLineWidth) ? [`${index}: too wide`] : []),
    ...(cue.lines.some((line) => line.trim() !== line || line === "") ? [`${index}: blank or padded line`] : []),
    ...(cue.endTime - cue.startTime > MAX_MS ? [`${index}: too long`] : []),
    ...(cue.endTime <= cue.startTime ? [`${index}: no time at all`] : []),
    ...(cue.startTime < (cues[index - 1]?.startTime ?? 0) ? [`${index}: starts before the previous cue`] : []),
    ...faultsInTime(cue, cues.slice(Math.max(0, index - NEAR), index + NEAR)).map((fault) => `${index}: ${fault}`),
  ]);
  for (const [person, own] of Map.groupBy(cues, personOf)) {
    const said = recording.filter((entry) => personOf({ entry }) === person);
    const expected = said.map(({ paragraph }) => compact(shownText(paragraph))).join("");
    if (own.map(({ lines }) => compact(lines.join(""))).join("") !== expected) faults.push(`${person}: other words`);
  }
  const people = new Set(cues.map(personOf));
  for (const entry of recording)
    if (compact(shownText(entry.paragraph)) !== "" && !people.has(personOf({ entry })))
      faults.push("a speaker is lost");
  return faults;
}

/**
 * A cue may be short only if its speaker continues at once, and too fast to read only if somebody else starts to speak.
 */
function faultsInTime(cue: Cue<Entry>, near: readonly Cue<Entry>[]): string[] {
  const length = cue.endTime - cue.startTime;
  const columns = cue.lines.reduce((sum, line) => sum + displayWidth(line), 0);
  const others = near.filter((other) => other !== cue);
  const own = others.filter((other) => personOf(other) === personOf(cue));
  const overlaps = own.some((other) => other.startTime < cue.endTime && cue.startTime < other.endTime);
  const goesOn = own.some((other) => other.startTime === cue.endTime);
  const isFollowed = others.some((other) => other.startTime >= cue.startTime && other.startTime <= cue.endTime);
  const isFast = columns / (length / 1000) > 20.01;
  return [
    ...(overlaps ? ["over another cue of the speaker"] : []),
    ...(length < MIN_MS && !goesOn ? ["too short"] : []),
    ...(isFast && !isFollowed && length < MAX_MS ? ["too fast to read, although nobody speaks"] : []),
  ];
}

function expectGoodCues(paragraphs: readonly Paragraph[], size: (typeof SIZES)[number]): void {
  const entries = toEntries(paragraphs);
  const recordings = toRecordings(entries);
  const captions = toCaptions(entries, size);
  expect(captions).toHaveLength(recordings.length);
  const faults = captions.flatMap(({ cues }, index) => faultsOf(recordings[index] ?? [], cues, size));
  expect(faults).toEqual([]);
}

test("captions of random transcripts keep every rule, in several sizes", () => {
  const property = fc.property(meetings(), fc.constantFrom(...SIZES), expectGoodCues);
  fc.assert(property, cases(150));
});

const DEMOS = ["demo", "demo-two-recordings", "demo-out-of-order", "demo-ties", "demo-long"];

test.each(DEMOS)("captions of %s keep every rule, at 42 columns and at 16 Chinese characters", (conferenceId) => {
  const paragraphs = demoParagraphs(conferenceId);
  for (const size of SIZES.slice(0, 2)) expectGoodCues(paragraphs, size);
});

test.each(DEMOS)("every word of %s is in the cues of its paragraph, in order", (conferenceId) => {
  const captions = toCaptions(toEntries(demoParagraphs(conferenceId)), { maxLineWidth: 42, maxLines: 2 });
  const shown = Map.groupBy(
    captions.flatMap(({ cues }) => cues),
    ({ entry }) => entry,
  );
  const lost: string[] = [];
  for (const [{ paragraph }, own] of shown) {
    const text = compact(own.flatMap(({ lines }) => lines).join(""));
    let at = 0;
    for (const word of [...paragraph.sentences].flatMap(({ words }) => [...words])) {
      const found = text.indexOf(compact(word.text), at);
      if (found === -1) lost.push(word.text);
      else at = found + compact(word.text).length;
    }
  }
  expect(lost).toEqual([]);
});

/** The expected result of each format's parser. */
function expectedIn(format: CaptionFormat, captions: ReturnType<typeof toCaptions>) {
  return captions.flatMap(({ offset, cues }) =>
    cues.map(({ entry, lines, startTime, endTime }) => {
      const { nickName } = entry.paragraph;
      const shown =
        format === "srt" ? [`${nickName === null ? "" : `${nickName}: `}${lines[0] ?? ""}`, ...lines.slice(1)] : lines;
      return {
        startTime: offset + startTime,
        endTime: offset + endTime,
        name: format === "webvtt" ? nickName : null,
        lines: shown.map(printable),
      };
    }),
  );
}

const byStartThenLength = (left: ReadCue, right: ReadCue) =>
  left.startTime - right.startTime || right.endTime - left.endTime;

const READERS = { webvtt: readWebVtt, srt: readSrt, ttml: readTtml };

function expectToReadBack(paragraphs: readonly Paragraph[]): void {
  const captions = toCaptions(toEntries(paragraphs), { maxLineWidth: 42, maxLines: 2 });
  for (const format of ["webvtt", "srt", "ttml"] as const) {
    const read = READERS[format](toCaptionText(captions, format, true));
    const expected = expectedIn(format, captions);
    // The parser puts the longer of two cues that start together first.
    expect(read).toEqual(format === "webvtt" ? expected.toSorted(byStartThenLength) : expected);
  }
  const texts = paragraphs.map(shownText).filter((text) => text.trim() !== "");
  expect(readPlainText(toCaptionText(captions, "text", false))).toHaveLength(texts.length);
}

test.each(DEMOS)("an independent parser reads each format of the captions of %s", (conferenceId) => {
  expectToReadBack(demoParagraphs(conferenceId));
});

test("an independent parser reads each format of the captions of random transcripts", () => {
  fc.assert(fc.property(meetings(), expectToReadBack), cases(150));
});

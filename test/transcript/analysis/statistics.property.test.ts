import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { toSpeakers } from "../../../src/transcript/analysis/speakers.js";
import { toUtterances } from "../../../src/transcript/analysis/spoken-at.js";
import { toStatistics } from "../../../src/transcript/analysis/statistics.js";
import type { Paragraph } from "../../../src/transcript/model.js";
import { meetings, toEntries } from "../../support/random-meetings.js";
import { cases } from "../../support/random-cases.js";

/** Marks every millisecond of every recording in which a paragraph is spoken, and counts the marks. */
function sweep(paragraphs: readonly Paragraph[], isWanted: (paragraph: Paragraph) => boolean): number {
  let talkTime = 0;
  for (const recording of splitNaively(paragraphs)) {
    const spoken = new Uint8Array(Math.max(...recording.map(({ endTime }) => endTime)));
    for (const { startTime, endTime } of recording.filter(isWanted))
      for (let time = startTime; time < endTime; time += 1) spoken[time] = 1;
    for (const mark of spoken) talkTime += mark;
  }
  return talkTime;
}

function splitNaively(paragraphs: readonly Paragraph[]): Paragraph[][] {
  const starts = paragraphs.flatMap(({ startTime }, index) =>
    index === 0 || startTime < (paragraphs[index - 1]?.startTime ?? 0) - 10_000 ? [index] : [],
  );
  return starts.map((start, index) => paragraphs.slice(start, starts[index + 1]));
}

const personOf = ({ unionId, nickName }: Paragraph) =>
  JSON.stringify(unionId === null ? ["name", nickName] : [unionId]);

const wordsOf = (paragraphs: readonly Paragraph[]) =>
  paragraphs.flatMap(({ sentences }) => [...sentences].flatMap(({ words }) => [...words]));

test("the statistics equal those of a sweep over every millisecond", () => {
  const property = fc.property(meetings(), (paragraphs) => {
    expect(toStatistics(toEntries(paragraphs))).toEqual({
      paragraphCount: paragraphs.length,
      sentenceCount: paragraphs.flatMap(({ sentences }) => [...sentences]).length,
      wordCount: wordsOf(paragraphs).length,
      characterCount: paragraphs.flatMap(({ text }) => Array.from(text)).length,
      speakerCount: new Set(paragraphs.map(personOf)).size,
      duration: splitNaively(paragraphs)
        .map((recording) => Math.max(...recording.map(({ endTime }) => endTime)))
        .reduce((sum, end) => sum + end, 0),
      talkTime: sweep(paragraphs, () => true),
    });
  });
  fc.assert(property, cases(200));
});

test("each speaker's numbers equal those of a sweep over every millisecond, and the shares add up", () => {
  const property = fc.property(meetings(), (paragraphs) => {
    const speakers = toSpeakers(toEntries(paragraphs));
    const people = [...new Set(paragraphs.map(personOf))];
    const total = people.reduce((sum, person) => sum + sweep(paragraphs, (one) => personOf(one) === person), 0);
    const expected = people.map((person) => {
      const own = paragraphs.filter((one) => personOf(one) === person);
      const talkTime = sweep(paragraphs, (one) => personOf(one) === person);
      const words = wordsOf(own).length;
      return {
        unionId: own[0]?.unionId ?? null,
        speakerName: own.map(({ nickName }) => nickName).find((name) => name !== null) ?? null,
        turnCount: turnsOf(paragraphs).filter(([first]) => first !== undefined && personOf(first) === person).length,
        wordCount: words,
        characterCount: own.flatMap(({ text }) => Array.from(text)).length,
        talkTime,
        talkShare: total === 0 ? 0 : talkTime / total,
        wordsPerMinute: words === 0 || talkTime === 0 ? null : words / (talkTime / 60_000),
      };
    });
    expect(speakers).toHaveLength(expected.length);
    for (const [index, numbers] of expected.toSorted((left, right) => right.talkTime - left.talkTime).entries()) {
      expect(speakers[index]).toMatchObject(numbers);
    }
  });
  fc.assert(property, cases(200));
});

/** A turn ends where the next paragraph is somebody else's, or of another recording. */
function turnsOf(paragraphs: readonly Paragraph[]): Paragraph[][] {
  return splitNaively(paragraphs).flatMap((recording) => {
    const turns: Paragraph[][] = [];
    for (const paragraph of recording) {
      const previous = turns.at(-1)?.at(-1);
      if (previous !== undefined && personOf(previous) === personOf(paragraph)) turns.at(-1)?.push(paragraph);
      else turns.push([paragraph]);
    }
    return turns;
  });
}

const startOf = (turn: readonly Paragraph[]) => Math.min(...turn.map(({ startTime }) => startTime));
const endOf = (turn: readonly Paragraph[]) => Math.max(...turn.map(({ endTime }) => endTime));

test("the longest turn, and the first and last times of a speaker, come from all turns", () => {
  const property = fc.property(meetings(), (paragraphs) => {
    for (const { unionId, speakerName, longestTurn, firstSpokeAt, lastSpokeAt } of toSpeakers(toEntries(paragraphs))) {
      const person = unionId === null ? JSON.stringify(["name", speakerName]) : JSON.stringify([unionId]);
      const turns = turnsOf(paragraphs).filter(([first]) => first !== undefined && personOf(first) === person);
      const lengths = turns.map((turn) => endOf(turn) - startOf(turn));
      expect(longestTurn.entries.map(({ paragraph }) => paragraph)).toEqual(
        turns[lengths.indexOf(Math.max(...lengths))],
      );
      expect([firstSpokeAt, lastSpokeAt]).toEqual([startOf(turns[0] ?? []), endOf(turns.at(-1) ?? [])]);
    }
  });
  fc.assert(property, cases(200));
});

test("the utterances at a time equal those of a simple filter", () => {
  const moments = meetings().chain((paragraphs) =>
    fc.record({
      paragraphs: fc.constant(paragraphs),
      time: fc.oneof(
        fc.nat(40_000),
        fc.constantFrom(0, ...paragraphs.flatMap(({ startTime, endTime }) => [startTime, startTime + 1, endTime])),
      ),
    }),
  );
  let [found, silent] = [0, 0];
  const property = fc.property(moments, ({ paragraphs, time }) => {
    const holds = ({ startTime, endTime }: { startTime: number; endTime: number }) =>
      startTime <= time && time < endTime;
    const expected = paragraphs.filter(holds).map((paragraph) => ({
      entry: { paragraph },
      sentence: [...paragraph.sentences].find(holds) ?? null,
      word: wordsOf([paragraph]).find(holds) ?? null,
    }));
    expect(toUtterances(toEntries(paragraphs), time)).toEqual(expected);
    if (expected.length > 0) found += 1;
    else silent += 1;
  });
  fc.assert(property, cases(1000));
  expect(Math.min(found, silent)).toBeGreaterThan(100);
});

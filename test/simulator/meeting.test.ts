import { describe, expect, test } from "@jest/globals";

import { writeTalk } from "../../src/simulator/talk.js";
import { createDice } from "../../src/simulator/dice.js";
import { builtInTranscript } from "../../src/simulator/conferences.js";
import { joinWords } from "../../src/simulator/script.js";
import { layOut } from "../../src/simulator/timing.js";
import type { Transcript } from "../../src/simulator/transcript.js";

interface Span {
  readonly startTime: number;
  readonly endTime: number;
}

const sentencesOf = (transcript: Transcript) => transcript.flatMap(({ sentenceList }) => sentenceList ?? []);
const wordsOf = (transcript: Transcript) => sentencesOf(transcript).flatMap(({ wordList }) => wordList ?? []);

/** The spans that exceed their outer span, end before they begin, or are not whole milliseconds. */
const strayed = (outer: Span, inner: readonly Span[]) =>
  inner.filter(
    ({ startTime, endTime }) =>
      startTime < outer.startTime ||
      endTime > outer.endTime ||
      endTime < startTime ||
      !Number.isInteger(startTime) ||
      !Number.isInteger(endTime),
  );

const unsorted = (spans: readonly Span[]) =>
  spans.filter(({ startTime }, index) => startTime < (spans[index - 1]?.startTime ?? 0));

const shareOf = (transcript: Transcript, odd: (paragraph: Transcript[number]) => boolean) =>
  transcript.filter(odd).length / transcript.length;

/** A meeting without oddities. */
function make(seed: number) {
  const dice = createDice(seed);
  return layOut(writeTalk(1, dice), dice);
}

describe.each(["demo", "demo-long", "demo-int64", "demo-page-token", "demo-short-pages"])(
  "the built-in transcript %s",
  (conferenceId) => {
    const transcript = builtInTranscript(conferenceId);

    test("is sorted by start time, and so are sentences and words", () => {
      expect(unsorted(transcript)).toEqual([]);
      expect(transcript.flatMap(({ sentenceList }) => unsorted(sentenceList ?? []))).toEqual([]);
      expect(sentencesOf(transcript).flatMap(({ wordList }) => unsorted(wordList ?? []))).toEqual([]);
    });

    test("has every sentence inside its paragraph and every word inside its sentence", () => {
      expect(transcript.flatMap((paragraph) => strayed(paragraph, paragraph.sentenceList ?? []))).toEqual([]);
      expect(sentencesOf(transcript).flatMap((sentence) => strayed(sentence, sentence.wordList ?? []))).toEqual([]);
    });

    test("has overlaps and equal start times", () => {
      const pairs = transcript.slice(1).map((paragraph, index) => ({ paragraph, before: transcript[index] }));
      expect(pairs.some(({ paragraph, before }) => paragraph.startTime < (before?.endTime ?? 0))).toBe(true);
      expect(pairs.some(({ paragraph, before }) => paragraph.startTime === before?.startTime)).toBe(true);
    });

    test("has words of one to three Chinese characters, and no marks from the phrases", () => {
      const words = new Set(wordsOf(transcript).map(({ word }) => word));
      const odd = [...words].filter((word) => /^$|[<>{}|\s]|\p{Script=Han}{4}/u.test(word));
      expect(odd).toEqual([]);
    });

    test("has sentences that consist of their words", () => {
      const differing = sentencesOf(transcript).filter(
        ({ sentence, wordList }) => sentence !== joinWords((wordList ?? []).map(({ word }) => word)),
      );
      expect(differing).toEqual([]);
    });

    test("has no line twice in a row", () => {
      const repeated = transcript.filter(({ paragraph }, index) => paragraph === transcript[index - 1]?.paragraph);
      expect(repeated).toEqual([]);
    });

    test("has each oddity that the contract allows, but rarely", () => {
      const shares = [
        shareOf(transcript, ({ nickName }) => nickName === undefined),
        shareOf(transcript, ({ sentenceList }) => sentenceList?.length === 0),
        shareOf(transcript, ({ sentenceList }) => sentenceList === null),
        shareOf(transcript, ({ sentenceList }) => sentenceList === undefined),
        shareOf(transcript, ({ startTime, endTime }) => startTime === endTime),
        shareOf(
          transcript,
          ({ paragraph, sentenceList }) => paragraph !== joinWords((sentenceList ?? []).map((s) => s.sentence)),
        ),
      ];
      expect(shares.filter((part) => part === 0 || part > 0.06)).toEqual([]);
    });

    test("has some words with an id, and most without", () => {
      const words = wordsOf(transcript);
      const withId = words.filter(({ wordId }) => wordId !== undefined);
      expect(withId.length).toBeGreaterThan(0);
      expect(withId.length).toBeLessThan(words.length / 2);
    });
  },
);

describe("the hour's meeting", () => {
  const transcript = builtInTranscript("demo");

  test("has about four hundred paragraphs over about an hour", () => {
    expect(transcript.length).toBeGreaterThanOrEqual(350);
    expect(transcript.length).toBeLessThanOrEqual(450);
    const minutes = (transcript.at(-1)?.endTime ?? 0) / 60_000;
    expect(minutes).toBeGreaterThan(54);
    expect(minutes).toBeLessThanOrEqual(60);
  });

  test("is spoken by several people, in Chinese and in English", () => {
    expect(new Set(transcript.map(({ unionId }) => unionId)).size).toBeGreaterThanOrEqual(6);
    const english = transcript.filter(({ paragraph }) => !/\p{Script=Han}/u.test(paragraph ?? ""));
    expect(english.length / transcript.length).toBeGreaterThan(0.3);
    expect(english.length / transcript.length).toBeLessThan(0.7);
  });

  test("has a separate record for each paragraph", () => {
    expect(new Set(transcript.map(({ recordId }) => recordId)).size).toBe(transcript.length);
  });
});

describe("the long meeting", () => {
  const transcript = builtInTranscript("demo-long");

  test("has over five thousand paragraphs, all with one record", () => {
    expect(transcript.length).toBeGreaterThan(5000);
    expect(new Set(transcript.map(({ recordId }) => recordId)).size).toBe(1);
  });
});

describe("creating a meeting", () => {
  test("gives the same meeting for the same seed, and another for another seed", () => {
    expect(make(1)).toEqual(make(1));
    expect(make(2)).not.toEqual(make(1));
  });

  test("happens once: every reader gets the same transcript", () => {
    expect(builtInTranscript("demo")).toBe(builtInTranscript("demo"));
    expect(() => builtInTranscript("no-such")).toThrow("there is no conference no-such");
  });

  test.each([
    [["我们", "用", "GraphQL", "接口。"], "我们用GraphQL接口。"],
    [["Good", "morning,", "everyone."], "Good morning, everyone."],
    [["done.", "纪要", "会后", "发。"], "done. 纪要会后发。"],
  ])("writes %j with spaces only where they belong", (words, text) => {
    expect(joinWords(words)).toBe(text);
  });
});

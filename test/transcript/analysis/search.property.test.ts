import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { EXACT_CHINESE } from "../../../src/transcript/analysis/folded-text.js";
import { findHits, findRanges } from "../../../src/transcript/analysis/search.js";
import { parseQuery } from "../../../src/transcript/analysis/search-query.js";
import type { Paragraph } from "../../../src/transcript/model.js";
import { meetings, texts, toEntries } from "../../support/random-meetings.js";
import { cases } from "../../support/random-cases.js";

/** A folded code point, and the code units of the text that it comes from. */
interface Unit {
  readonly character: string;
  start: number;
  end: number;
}

/** Folds without white space, as the gateway does: NFKC, then case folding, then NFKC. */
const foldNaively = (text: string) =>
  Array.from(text.normalize("NFKC"), (character) => character.toUpperCase())
    .flatMap((upper) => Array.from(upper, (character) => character.toLowerCase()))
    .join("")
    .replaceAll("ς", "σ")
    .normalize("NFKC");

/** Splits a text where that does not change its folding: never before a mark. */
function cutNaively(text: string): string[] {
  const whole = foldNaively(text);
  const parts: string[] = [];
  let [done, part] = ["", ""];
  for (const character of text) {
    const rest = text.slice(done.length + part.length);
    const isMark = /^\p{M}/u.test(character.normalize("NFKC"));
    if (part !== "" && !isMark && foldNaively(done + part) + foldNaively(rest) === whole) {
      parts.push(part);
      [done, part] = [done + part, ""];
    }
    part += character;
  }
  return part === "" ? parts : [...parts, part];
}

function toUnits(text: string): Unit[] {
  const units: Unit[] = [];
  let start = 0;
  for (const part of cutNaively(text)) {
    const end = start + part.length;
    for (const folded of foldNaively(part)) {
      const character = /\s/.test(folded) ? " " : folded;
      const last = units.at(-1);
      if (character === " " && last?.character === " ") last.end = end;
      else units.push({ character, start, end });
    }
    start = end;
  }
  return units;
}

/** Compares at every offset, code point by code point. */
function findNaively(text: string, term: string): [number, number][] {
  const units = toUnits(text);
  const wanted = Array.from(term);
  const found: [number, number][] = [];
  for (let at = 0; at + wanted.length <= units.length;) {
    const matches = wanted.every((character, offset) => units[at + offset]?.character === character);
    if (matches) found.push([units[at]?.start ?? -1, units[at + wanted.length - 1]?.end ?? -1]);
    at += matches ? wanted.length : 1;
  }
  return found;
}

function mergeNaively(ranges: [number, number][]): [number, number][] {
  for (const one of ranges)
    for (const other of ranges)
      if (one !== other && one[0] < other[1] && other[0] < one[1]) {
        const rest = ranges.filter((range) => range !== one && range !== other);
        return mergeNaively([...rest, [Math.min(one[0], other[0]), Math.max(one[1], other[1])]]);
      }
  return ranges.toSorted((left, right) => left[0] - right[0]);
}

function searchNaively(paragraphs: readonly Paragraph[], terms: readonly string[]): [Paragraph, [number, number][]][] {
  return paragraphs.flatMap((paragraph): [Paragraph, [number, number][]][] => {
    const found = terms.map((term) => findNaively(paragraph.text, term));
    return found.every((ranges) => ranges.length > 0) ? [[paragraph, mergeNaively(found.flat())]] : [];
  });
}

/** Queries that are likely to be found: parts of the text in another spelling. */
const queryParts = (paragraphs: readonly Paragraph[]) =>
  fc
    .record({
      source: fc.constantFrom("", ...paragraphs.map(({ text }) => text)),
      start: fc.nat(20),
      length: fc.integer({ min: 1, max: 5 }),
      change: fc.constantFrom(
        (text: string) => text,
        (text: string) => text.toUpperCase(),
        (text: string) => text.normalize("NFD"),
        (text: string) => text.normalize("NFKC"),
      ),
      random: texts(2),
      quoted: fc.boolean(),
    })
    .map(({ source, start, length, change, random, quoted }) => {
      const part =
        change(
          Array.from(source)
            .slice(start, start + length)
            .join(""),
        ) || random;
      return quoted ? `"${part}"` : part;
    });

const searches = meetings(5).chain((paragraphs) =>
  fc.record({
    paragraphs: fc.constant(paragraphs),
    query: fc.array(queryParts(paragraphs), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" ")),
  }),
);

const isUsable = (query: string) => {
  try {
    return parseQuery(query).length > 0;
  } catch {
    return false;
  }
};

test("search finds the same offsets as a comparison of all code points, in 3,000 transcripts", () => {
  let [hits, misses] = [0, 0];
  const property = fc.property(
    searches.filter(({ query }) => isUsable(query)),
    ({ paragraphs, query }) => {
      const terms = parseQuery(query);
      const found = findHits(toEntries(paragraphs), { terms, speakers: null, from: null, until: null });
      const ranges = found.map(({ paragraph }) => [
        paragraph,
        findRanges(paragraph.text, terms).map(({ start, end }) => [start, end]),
      ]);
      expect(ranges).toEqual(searchNaively(paragraphs, terms));
      if (ranges.length > 0) hits += 1;
      else misses += 1;
    },
  );
  const given = cases(1000);
  fc.assert(property, given);
  expect(Math.min(hits, misses)).toBeGreaterThan(given.numRuns / 10);
});

test("a text folds equally with and without offsets, and the offsets cover the whole text", () => {
  const property = fc.property(texts(40), (text) => {
    const folded = EXACT_CHINESE.foldWithOffsets(text);
    expect(folded.text).toBe(EXACT_CHINESE.fold(text));
    const all = text === "" ? { start: 0, end: 0 } : folded.toOriginal(0, folded.text.length);
    expect(all).toEqual({ start: 0, end: text.length });
  });
  fc.assert(property, cases(700));
});

// Looks up 200 parts of Chinese sentences in a long meeting, and compares the paragraphs that each search engine finds with those that contain them.
import { createEngines } from "./engines.mjs";

const { builtInTranscript } = await import(new URL("../../../dist/simulator/conferences.js", import.meta.url).href);

const QUERIES = 200;
/** The length of a query, in characters. */
const [MIN_LENGTH, MAX_LENGTH] = [2, 6];

/** @type {string[]} */
const texts = builtInTranscript("demo-long").map(
  (/** @type {{ paragraph?: string }} */ { paragraph }) => paragraph ?? "",
);
const queries = chooseQueries();
console.log("| search engine | found | complete queries | false hits |\n| --- | ---: | ---: | ---: |");
for (const { title, search } of createEngines(texts)) {
  const { found, complete, wrong } = judge(search);
  console.log(`| ${title} | ${(100 * found).toFixed(1)} % | ${complete} of ${queries.length} | ${wrong} |`);
}

/** Different runs of Chinese characters from the texts, the same in every run of this program. */
function chooseQueries() {
  const next = createRandom(1);
  const runs = texts.flatMap((text) => text.match(new RegExp(`\\p{Script=Han}{${MAX_LENGTH},}`, "gu")) ?? []);
  const chosen = new Set();
  while (chosen.size < QUERIES) {
    const run = runs[next(runs.length)] ?? "";
    const length = MIN_LENGTH + next(MAX_LENGTH - MIN_LENGTH + 1);
    const start = next(run.length - length + 1);
    chosen.add(run.slice(start, start + length));
  }
  return [...chosen];
}

/** A generator of whole numbers from 0 to before `end` (linear congruential, modulus 2^31). @param {number} seed */
function createRandom(seed) {
  let state = seed;
  return (/** @type {number} */ end) => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) % end;
}

/**
 * The share of the paragraphs that should be found, the number of queries that found all of theirs, and the number of paragraphs that were found
 * without the query's text.
 * @param {(query: string) => Iterable<unknown>} search
 */
function judge(search) {
  let [found, wanted, complete, wrong] = [0, 0, 0, 0];
  for (const query of queries) {
    const results = new Set(search(query));
    const expected = texts.flatMap((text, index) => (text.includes(query) ? [index] : []));
    const hits = expected.filter((index) => results.has(index)).length;
    found += hits;
    wanted += expected.length;
    wrong += results.size - hits;
    if (hits === expected.length) complete += 1;
  }
  return { found: found / wanted, complete, wrong };
}

import FlexSearch from "flexsearch";
import MiniSearch from "minisearch";

const dist = (/** @type {string} */ path) => new URL(`../../../dist/transcript/analysis/${path}`, import.meta.url).href;
const { findHits } = await import(dist("search.js"));
const { parseQuery } = await import(dist("search-query.js"));

/**
 * @typedef {object} Engine
 * @property {string} title
 * @property {(query: string) => Iterable<unknown>} search the indices of the texts that it finds
 */

/** More than any query finds: FlexSearch returns 100 results otherwise. */
const NO_LIMIT = 10_000;

const words = new Intl.Segmenter("zh", { granularity: "word" });
const toWords = (/** @type {string} */ text) => Array.from(words.segment(text), ({ segment }) => segment);

/**
 * The engines that are compared, each with an index of the same texts.
 * @param {readonly string[]} texts
 * @returns {Engine[]}
 */
export const createEngines = (texts) => [
  createOurs(texts),
  createMiniSearch("MiniSearch, default", texts, { fields: ["text"] }),
  createMiniSearch("MiniSearch, words of `Intl.Segmenter`", texts, { fields: ["text"], tokenize: toWords }),
  createFlexSearch("FlexSearch, default", texts, {}),
  createFlexSearch("FlexSearch, `Charset.CJK`", texts, { encoder: FlexSearch.Charset.CJK, tokenize: "strict" }),
  createFlexSearch('FlexSearch, `tokenize: "full"`', texts, { tokenize: "full" }),
];

/** @param {readonly string[]} texts @returns {Engine} */
function createOurs(texts) {
  const entries = texts.map((text, index) => ({
    index,
    paragraph: { text, startTime: 0, unionId: null, nickName: null },
  }));
  const everywhere = { speakers: null, from: null, until: null };
  return {
    title: "minutes-graph",
    search: (query) =>
      findHits(entries, { terms: parseQuery(query), ...everywhere }).map(
        (/** @type {{ index: number }} */ { index }) => index,
      ),
  };
}

/** @param {string} title @param {readonly string[]} texts @param {import("minisearch").Options} options @returns {Engine} */
function createMiniSearch(title, texts, options) {
  const index = new MiniSearch(options);
  index.addAll(texts.map((text, id) => ({ id, text })));
  return { title, search: (query) => index.search(query, { prefix: true, combineWith: "AND" }).map(({ id }) => id) };
}

/** @param {string} title @param {readonly string[]} texts @param {import("flexsearch").IndexOptions} options @returns {Engine} */
function createFlexSearch(title, texts, options) {
  const index = new FlexSearch.Index(options);
  for (const [id, text] of texts.entries()) index.add(id, text);
  return { title, search: (query) => index.search(query, { limit: NO_LIMIT }) };
}

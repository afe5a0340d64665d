import { expect, test } from "@jest/globals";
import { createExamples } from "../../playground/examples.js";
import type { Language } from "../../playground/language.js";
import type { PlaygroundStorage } from "../../playground/storage.js";
import { chooseOpening } from "../../playground/opening.js";
import { translateTabs } from "../../playground/translate-tabs.js";

const TABS = "graphiql:tabState";
const examplesIn = (language: Language) => createExamples({ isDemo: true, language, headers: "{}" });
const english = examplesIn("en");
const chinese = examplesIn("zh-CN");
const searchIn = (examples: typeof english) => {
  const search = examples.find(({ query }) => query.includes("query Search"));
  if (search === undefined) throw new Error("there is a search");
  return search;
};

/** A browser's storage that counts its writes. */
function storageOf(tabs: object | null) {
  const items = new Map(tabs === null ? [] : [[TABS, JSON.stringify(tabs)]]);
  let writes = 0;
  const storage: PlaygroundStorage = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      writes += 1;
      items.set(key, value);
    },
    removeItem: (key) => items.delete(key),
    clear: () => items.clear(),
    length: items.size,
  };
  return { storage, read: () => JSON.parse(items.get(TABS) ?? "null"), writesOf: () => writes };
}

const stateOf = (tabs: readonly object[]) => ({
  tabs: tabs.map((tab, index) => ({ id: String(index), title: "T", response: null, headers: null, ...tab })),
  activeTabIndex: 1,
});

test("unchanged examples are stored in the page's language, and everything else stays as it was", () => {
  const { storage, read } = storageOf(stateOf([...english]));
  translateTabs(storage, english, chinese);
  expect(read()).toEqual(stateOf([...chinese]));
});

test("if a person has changed only the variables, they stay, and the query above them gets the page's language", () => {
  const mine = { query: searchIn(english).query, variables: '{ "conferenceId": "mine", "query": "budget" }' };
  const { storage, read } = storageOf(stateOf([mine]));
  translateTabs(storage, english, chinese);
  expect(read()).toEqual(stateOf([{ ...mine, query: searchIn(chinese).query }]));
});

test("a query that a person has written stays, with any variables", () => {
  const { query, variables } = searchIn(english);
  const { storage, writesOf } = storageOf(stateOf([{ query: `${query}# mine`, variables }]));
  translateTabs(storage, english, chinese);
  expect(writesOf()).toBe(0);
});

test("a first visit, or a visit in the same language as before, writes nothing", () => {
  for (const tabs of [null, stateOf([...chinese])]) {
    const { storage, writesOf } = storageOf(tabs);
    translateTabs(storage, english, chinese);
    expect(writesOf()).toBe(0);
  }
});

test.each(["{ half a", "null", "5", "[]", "{}", '{"tabs":null}', '{"tabs":"x"}', '{"tabs":[null]}', '{"tabs":[5]}'])(
  "the stored tabs %s cannot be read and count as none, so the page opens with the first example",
  (stored) => {
    const { storage } = storageOf(null);
    storage.setItem(TABS, stored);
    translateTabs(storage, english, chinese);
    expect(chooseOpening(storage, searchIn(chinese))).toEqual(searchIn(chinese));
  },
);

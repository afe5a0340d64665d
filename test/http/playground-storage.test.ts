import { expect, test } from "@jest/globals";
import { withholdHeaders } from "../../playground/storage.js";

/** The part of a browser's storage that the playground needs. Its keys are its properties. */
class FakeStorage implements Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  [key: string]: unknown;

  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }

  setItem(key: string, value: string): void {
    this[key] = value;
  }

  removeItem(key: string): void {
    delete this[key];
  }
}

const HISTORY = JSON.stringify({ queries: [{ query: "{ a }", headers: '{ "token": "secret" }' }] });
const TABS = JSON.stringify({ tabs: [{ query: "{ a }", headers: '{ "token": "secret" }' }], activeTabIndex: 0 });

function open() {
  const browser = new FakeStorage();
  const storage = withholdHeaders(browser, "blank");
  const persist = (choice: boolean) => storage.setItem("graphiql:shouldPersistHeaders", String(choice));
  const fill = () => {
    storage.setItem("graphiql:queries", HISTORY);
    storage.setItem("graphiql:favorites", HISTORY);
    storage.setItem("graphiql:tabState", TABS);
    storage.setItem("graphiql:headers", '{ "token": "secret" }');
  };
  return { browser, storage, persist, fill };
}

test("no file of GraphiQL writes headers to the browser's storage", () => {
  const { browser, fill } = open();
  fill();
  expect(JSON.stringify(browser)).not.toContain("secret");
  expect(JSON.parse(browser.getItem("graphiql:queries") ?? "")).toEqual({
    queries: [{ query: "{ a }", headers: null }],
  });
});

test("a history entry whose headers were left out looks like one with blank headers", () => {
  const { storage, fill } = open();
  fill();
  expect(storage.getItem("graphiql:queries")).toContain('"headers":"blank"');
  expect(storage.getItem("graphiql:tabState")).toContain('"headers":null');
});

test('headers are stored while "Persist headers" is on, and deleted when it is switched off', () => {
  const { browser, storage, persist, fill } = open();
  persist(true);
  fill();
  expect(storage.getItem("graphiql:queries")).toBe(HISTORY);
  persist(false);
  expect(JSON.stringify(browser)).not.toContain("secret");
  expect(storage.getItem("graphiql:queries")).toContain("{ a }");
});

test("a query that mentions headers is stored unchanged", () => {
  const { storage } = open();
  storage.setItem("graphiql:query", '{ a(b: "headers") }');
  expect(storage.getItem("graphiql:query")).toBe('{ a(b: "headers") }');
});

test("entries of other pages of the same origin are not touched", () => {
  const { browser, storage } = open();
  browser.setItem("other", '{"headers":"x"}');
  storage.setItem("graphiql:theme", "dark");
  expect(storage.length).toBe(1);
  storage.clear();
  expect(browser.getItem("other")).toBe('{"headers":"x"}');
  expect(storage.getItem("graphiql:theme")).toBeNull();
});

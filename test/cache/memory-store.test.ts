import { expect, test } from "@jest/globals";
import { MemoryStore } from "../../src/cache/memory-store.js";

const value = (name: string) => ({ name });

test("only the owner of a value can read it, even under the same key", () => {
  const store = new MemoryStore<{ name: string }>(100);
  store.set("key", "owner", value("mine"), 10);
  expect(store.get("key", "owner")).toEqual({ name: "mine" });
  expect(store.get("key", "somebody else")).toBeNull();
  expect(store.get("other key", "owner")).toBeNull();
});

test("the least recently used values are removed first, by bytes", () => {
  const store = new MemoryStore<{ name: string }>(100);
  store.set("a", "o", value("a"), 40);
  store.set("b", "o", value("b"), 40);
  store.get("a", "o");
  store.set("c", "o", value("c"), 50);
  expect([store.get("a", "o"), store.get("b", "o"), store.get("c", "o")]).toEqual([{ name: "a" }, null, { name: "c" }]);
  expect(store.status).toEqual({ transcripts: 2, bytes: 90 });
});

test("a value larger than the store removes the old value and is not kept", () => {
  const store = new MemoryStore<{ name: string }>(100);
  store.set("a", "o", value("old"), 40);
  store.set("a", "o", value("too large"), 101);
  expect(store.get("a", "o")).toBeNull();
  expect(store.status).toEqual({ transcripts: 0, bytes: 0 });
});

test("a value that is replaced counts once", () => {
  const store = new MemoryStore<{ name: string }>(100);
  store.set("a", "o", value("short"), 10);
  store.set("a", "o", value("long"), 30);
  store.delete("b");
  expect(store.status).toEqual({ transcripts: 1, bytes: 30 });
  store.delete("a");
  expect(store.status).toEqual({ transcripts: 0, bytes: 0 });
});

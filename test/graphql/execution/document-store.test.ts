import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import { createDocumentStore } from "../../../src/graphql/execution/document-store.js";

const document = parse("{ __typename }");

test("a document is stored at its second request", async () => {
  const store = createDocumentStore();
  await store.set("a", document);
  expect(await store.get("a")).toBeUndefined();
  await store.set("a", document);
  expect(await store.get("a")).toBe(document);
  await store.delete("a");
  expect(await store.get("a")).toBeUndefined();
});

test("documents that are requested once do not push out a document that is requested often", async () => {
  const store = createDocumentStore();
  await store.set("a", document);
  await store.set("a", document);
  for (let stranger = 0; stranger < 10_000; stranger += 1) await store.set(`stranger ${stranger}`, document);
  expect(await store.get("a")).toBe(document);
});

test("the length of all stored texts is limited", async () => {
  const store = createDocumentStore();
  const long = parse(`{ ${"a ".repeat(50_000)} }`);
  for (const name of ["1", "2", "3", "4", "5", "6"]) for (const _ of [1, 2]) await store.set(name, long);
  const kept = await Promise.all(["1", "2", "3", "4", "5", "6"].map((name) => store.get(name)));
  expect(kept.map((found) => found !== undefined)).toEqual([false, false, true, true, true, true]);
});

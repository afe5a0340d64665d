import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { toListConnection } from "../../../../src/graphql/schema/relay/list-connection.js";
import { paragraphAt } from "../../../support/fake-source.js";
import { sliceOfList } from "../../../support/oracle.js";
import { cases } from "../../../support/random-cases.js";

const LENGTH = 12;
const list = Array.from({ length: LENGTH }, (_, index) => index);
const cursors = Array.from(toListConnection("word", list, {}).edges, ({ cursor }) => cursor);
const transcript = list.map((index) => paragraphAt(index, String(index)));

test("every combination of arguments gives the slice of the Relay specification", () => {
  const count = fc.option(fc.constantFrom(0, 1, 3, 12, 2000));
  const index = fc.option(fc.nat(LENGTH - 1));
  fc.assert(
    fc.property(count, fc.boolean(), index, index, (size, forward, after, before) => {
      const [first, last] = forward ? [size ?? 50, null] : [null, size ?? 50];
      const page = toListConnection("word", list, {
        first,
        last,
        after: after === null ? null : cursors[after]!,
        before: before === null ? null : cursors[before]!,
      });
      const expected = sliceOfList(transcript, {
        first,
        last,
        after,
        before,
        from: null,
        until: null,
        order: "ascending",
      });
      expect(page.nodes).toEqual(expected.indexes);
      expect(Array.from(page.edges, ({ cursor }) => cursor)).toEqual(expected.indexes.map((place) => cursors[place]));
      expect(page.pageInfo).toEqual({
        hasNextPage: expected.hasNextPage,
        hasPreviousPage: expected.hasPreviousPage,
        startCursor: cursors[expected.indexes[0] ?? -1] ?? null,
        endCursor: cursors[expected.indexes.at(-1) ?? -1] ?? null,
      });
    }),
    cases(1000),
  );
});

test("without arguments, the page is the whole list", () => {
  const page = toListConnection("word", list, {});
  expect(page.nodes).toEqual(list);
  expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
});

test("an empty list has no cursors", () => {
  expect(toListConnection("sentence", [], { first: 3 }).pageInfo).toEqual({
    hasNextPage: false,
    hasPreviousPage: false,
    startCursor: null,
    endCursor: null,
  });
});

test.each(["", "w1-", "w1--1", "w1-01", "w1-1e3", "w1-9999999999", "s1-3", "3", "w2-3"])(
  "%j is no cursor of a word, and is refused by its argument's name",
  (cursor) => {
    expect(() => toListConnection("word", list, { after: cursor })).toThrow("after: must be the cursor of a word edge");
    expect(() => toListConnection("word", list, { before: cursor })).toThrow(
      "before: must be the cursor of a word edge",
    );
  },
);

import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { pageTokens } from "../../../src/transcript/scan/page-tokens.js";
import { paragraphAt } from "../../support/fake-source.js";
import { cases } from "../../support/random-cases.js";

const compare = (one: bigint, other: bigint) => (one < other ? -1 : Number(one > other));

/** Tokens of one or two digits, so that some are equal, and texts and numbers have other orders. */
const numbers = fc.array(fc.bigInt({ min: -12n, max: 12n }), { maxLength: 12 });

/** Tokens in no order, and rising and falling ones, some of them with equal neighbours. */
const tokenLists: fc.Arbitrary<(bigint | null)[]> = fc.oneof(
  fc.array(fc.option(fc.bigInt({ min: -12n, max: 12n }), { freq: 5 }), { maxLength: 12 }),
  numbers.map((list) => list.toSorted(compare)),
  numbers.map((list) => list.toSorted(compare).toReversed()),
  numbers.map((list) => [...new Set(list)].toSorted(compare)),
  numbers.map((list) => [...new Set(list)].toSorted(compare).toReversed()),
);

const pages = fc.record({ tokens: tokenLists, times: fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }) });

test("a token is a paragraph's own if no other paragraph has it, or if it is the last one's, unless it may be a time", () => {
  fc.assert(
    fc.property(pages, ({ tokens, times }) => {
      const texts = tokens.map((token) => token?.toString() ?? null);
      const isShared = texts.map((text) => text !== null && texts.filter((other) => other === text).length > 1);
      const isOwn = texts.map((text, index) => {
        const startsWithPrevious = index > 0 && times[index - 1] === times[index];
        const previous = texts[index - 1] ?? null;
        const mayBeTime = startsWithPrevious && (previous === null || previous === text);
        return (!(isShared[index] ?? false) || index === texts.length - 1) && !mayBeTime;
      });
      const paragraphs = texts.map((text, index) => ({ ...paragraphAt(times[index] ?? 0, ""), token: text }));
      expect(pageTokens({ paragraphs, hasMore: null, token: null })).toEqual({
        own: texts.map((text, index) => (isOwn[index] === true ? text : null)),
        areShared: isShared.includes(true),
      });
    }),
    cases(500),
  );
});

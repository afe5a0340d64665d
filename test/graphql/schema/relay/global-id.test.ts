import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import {
  conferenceGlobalId,
  paragraphGlobalId,
  parseGlobalId,
} from "../../../../src/graphql/schema/relay/global-id.js";

const keys = fc.record({
  conferenceId: fc.string({ unit: "binary", maxLength: 128, size: "max" }),
  unionId: fc.option(fc.string({ unit: "grapheme", maxLength: 60, size: "max" })),
});
const names = fc.record({ startTime: fc.maxSafeNat(), fingerprint: fc.stringMatching(/^[\w-]{11}$/) });

test("an id gives back what it was made of, and is URL-safe", () => {
  fc.assert(
    fc.property(keys, names, (conference, name) => {
      const ids = [conferenceGlobalId(conference), paragraphGlobalId(conference, name)];
      for (const id of ids) expect(id).toMatch(/^[\w.-]+$/);
      expect(ids.map((id) => parseGlobalId("id", id))).toEqual([
        { type: "Conference", conference },
        { type: "Paragraph", conference, name },
      ]);
    }),
  );
});

test.each([
  "",
  "C1.",
  "C1.WyJkZW1vIl0",
  "C1.WzEsMl0",
  "C1.bm90IGpzb24",
  "C2.WyJkZW1vIixudWxsXQ",
  "P1.WyJkZW1vIixudWxsXQ",
  "P1.zzzzzzzzzzz.aaaaaaaaaaa.WyJkZW1vIixudWxsXQ",
  "P1.00.aaaaaaaaaaa.WyJkZW1vIixudWxsXQ",
  "C1.WyJkZW1vIixudWxsXQ==",
  `C1.${"A".repeat(5000)}`,
])("%j is refused by its argument's name", (id) => {
  expect(() => parseGlobalId("ids[3]", id)).toThrow("ids[3]: must be an id that this API handed out");
});

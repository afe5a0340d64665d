import { expect, test } from "@jest/globals";
import { Reading } from "../../../src/transcript/scan/reading.js";
import { paragraphAt } from "../../support/fake-source.js";

/** A page of paragraphs, each at the time of its token. */
const pageOf = (tokens: readonly string[], text: string) => ({
  paragraphs: tokens.map((token) => ({ ...paragraphAt(Number(token), text), token })),
  hasMore: null,
  token: null,
});

test("a paragraph that was read long ago is recognised by its token, although its text has changed", () => {
  const conference = { conferenceId: "conference-1", unionId: null };
  const reading = new Reading({ conference, direction: "ascending", start: null }, null);
  for (const tokens of [["10"], ["20", "30"], ["40", "50"]]) reading.add(pageOf(tokens, "as it was"), 0);
  expect(["10", "20", "30", "50"].map((token) => reading.countRead(pageOf([token], "edited")))).toEqual([1, 1, 1, 1]);
  expect(reading.countRead(pageOf(["60"], "new"))).toBe(0);
});

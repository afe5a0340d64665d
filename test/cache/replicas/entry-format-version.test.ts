import { expect, test } from "@jest/globals";
import { readEntry, writeEntry } from "../../../src/cache/replicas/entry-format.js";
import { unpack } from "../../../src/cache/replicas/packed-value.js";
import { PageParts } from "../../../src/cache/replicas/page-parts.js";
import { fenceOf, ValueSeal } from "../../../src/cache/replicas/value-seal.js";
import { deriveKey } from "../../../src/derive-key.js";

/** A value in format 1, as version 0.2.0 wrote it: the first page of a meeting, with two paragraphs. */
const FORMAT_1 = Buffer.from(
  [
    "MTc5NTAwMDAwMDAwMDAwMAF4E2hfFoD09ri9oQE3qrDm9CW3nR5Zh9eIqNkRyXCf/MmiX3YB0yRdxgiOGvYj+RTOjqXiwGkEtSDaQgmwUnpk",
    "m0op4x3mw1Wqb37FgEJtZgaEO7yxBvoGmYSJxChZsQw0NFhXRGcwi/Kgd3/eLrK+ocSdJhVNLS/pQsWJz+DkhEjJ5lWcvaxWbQIWXDZAZNnS",
    "+a5TpsjnGVtthUmIdsqvO8oBEHOWxEj/XH/1KiCLXMieTEjoICRXvO394YI0CkdBosKlMExl8zqeaDjEu0sfupV7Me4nHYwGxgIEaw9hDN7R",
    "5+4pv4ZgXaheJAP2hv9RJCxXMfIc42xvZrRgtsjQsHvjX6Vaxe8otBZJ0YbwXuQroqdim+gzccoL9nwfVv6sRizFJ8Y+NVjcwXATlvCKJ7/L",
    "8GL9vRe00UmrTnEBdKuPyEqQPOD4EKjcFfw6VQoTemER60LQOF5UZO95EoGZ+90erb7xkevmWJTHq1HzKthvC0xpMa5Gv3K0o7Qlim8xQIVX",
    "1bggIX8blDTFEIrClOA5rcxg3rOR+D3XG3oV6960Unse2QIk+Eg+Nd848r0fFGyjAnnPz9LtOJS7feu7C/+X+94uFahJAC1kpoOeowU4gBHT",
    "xoRhsVHtApwMPSjEvaLqxOZZSvVPECHcTXDc0e26lSXCxFTXbX4=",
  ].join(""),
  "base64",
);

// If this test fails, two releases would misread each other's values during a roll-out. Then raise `VERSION` in
// `value-seal.ts`, and put a value of the new version here.
test("a value that version 0.2.0 wrote is read, and would be written in the same format", async () => {
  const seal = new ValueSeal(["the gateway's secret of 32 characters"]);
  const source = { deriveKey: async (secret: string, purpose: string) => deriveKey("token", secret, purpose) };
  const bytes = await unpack(await seal.open(FORMAT_1, "binding", source));
  const parts = new PageParts();
  const entry = await readEntry(bytes, fenceOf(FORMAT_1), { conferenceId: "c", unionId: "chen" }, parts);
  const { items, ...progress } = entry.transcript;
  expect(items.map(({ token, paragraph }) => [token, paragraph.text])).toEqual([
    ["1631172045153000", "嘿！你好"],
    ["1631172045154000", "Hello"],
  ]);
  expect(progress).toMatchObject({ token: "1631172045154000", saysMore: true, exhausted: false });
  expect(entry.end).toEqual({ paragraphs: 2, fingerprint: items[1]?.fingerprint });
  expect(writeEntry(entry, parts)?.toString()).toBe(bytes.toString());
});

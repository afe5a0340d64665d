import assert from "node:assert/strict";
import { test } from "node:test";
import { CAPTION_FORMATS, toFileName } from "../src/captions/caption-file.ts";
import { toQuote } from "../src/transcript/quote.ts";

test("a file is named after its meeting and format, in characters that every system accepts", () => {
  assert.deepEqual(
    CAPTION_FORMATS.map((format) => toFileName("周会/7:00", format)),
    ["周会-7-00.vtt", "周会-7-00.srt", "周会-7-00.ttml", "周会-7-00.txt"],
  );
});

test("a quote has the words, the speaker, the time and a link", () => {
  const quote = toQuote(" We ship on Friday. ", { speakerName: "林佳", timeMs: 754_000, link: "https://x/#t=754" });
  assert.equal(quote, "“We ship on Friday.”\n— 林佳, 12:34\nhttps://x/#t=754");
});

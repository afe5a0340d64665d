import type { Paragraph } from "../model.js";
import { Alignment } from "./alignment.js";
import { type Span, spanOf } from "./entry.js";
import type { TextRange } from "./folded-text.js";
import { sentencesOf, wordsOf } from "./spoken-segments.js";

/**
 * Finds when parts of a paragraph's text are spoken: from the earliest start to the latest end of the part's words. If the words differ from
 * the text, the words that are spoken there count. Without words, the part's sentences count; without those, the paragraph.
 */
export class SpokenTimes {
  #words: Alignment | null = null;
  #sentences: Alignment | null = null;

  constructor(readonly paragraph: Paragraph) {}

  /** When a part of the text is spoken. */
  timesOf(range: TextRange): Span {
    const { text, sentences } = this.paragraph;
    this.#words ??= new Alignment(text, wordsOf(sentences));
    const inWords = timesUnder(this.#words, range);
    if (inWords !== null) return inWords;
    this.#sentences ??= new Alignment(text, sentencesOf(sentences));
    return timesUnder(this.#sentences, range) ?? spanOf(this.paragraph);
  }
}

/** When the segments of a part of the text are spoken; null if there are none. */
function timesUnder(alignment: Alignment, range: TextRange): Span | null {
  const under = alignment.segmentsUnder(range);
  if (under === null) return null;
  const { startTimes, endTimes } = alignment.segments;
  let [startTime, endTime] = [Infinity, 0];
  for (let segment = under[0]; segment <= under[1]; segment += 1) {
    const own = spanOf({ startTime: startTimes[segment] ?? 0, endTime: endTimes[segment] ?? 0 });
    startTime = Math.min(startTime, own.startTime);
    endTime = Math.max(endTime, own.endTime);
  }
  return { startTime, endTime };
}

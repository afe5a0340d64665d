import type { Paragraph } from "../model.js";
import { Alignment } from "./alignment.js";
import { type Span, spanOf } from "./entry.js";
import type { TextRange } from "./folded-text.js";
import { sentencesOf, wordsOf } from "./spoken-segments.js";

/**
 * Finds when parts of a paragraph's text are spoken: from the earliest start to the latest end of the part's words. If
 * the words differ from the text, the words that are spoken there count. Without words, the part's sentences count;
 * without those, the paragraph.
 */
export class SpokenTimes {
  #words: SegmentTimes | null = null;
  #sentences: SegmentTimes | null = null;

  constructor(readonly paragraph: Paragraph) {}

  /** When a part of the text is spoken. */
  timesOf(range: TextRange): Span {
    const { text, sentences } = this.paragraph;
    this.#words ??= new SegmentTimes(new Alignment(text, wordsOf(sentences)));
    const inWords = this.#words.timesUnder(range);
    if (inWords !== null) return inWords;
    this.#sentences ??= new SegmentTimes(new Alignment(text, sentencesOf(sentences)));
    return this.#sentences.timesUnder(range) ?? spanOf(this.paragraph);
  }
}

/** Finds when the segments of parts of a text are spoken. */
class SegmentTimes {
  /** The segments needed last, with their times. If words and text differ, a thousand matches may share them. */
  #last = { first: -1, last: -1, span: { startTime: 0, endTime: 0 } };

  constructor(readonly alignment: Alignment) {}

  /** Null if the part has no segments. */
  timesUnder(range: TextRange): Span | null {
    const under = this.alignment.segmentsUnder(range);
    if (under === null) return null;
    const [first, last] = under;
    if (this.#last.first !== first || this.#last.last !== last)
      this.#last = { first, last, span: this.#spanOf(first, last) };
    return this.#last.span;
  }

  #spanOf(first: number, last: number): Span {
    const { startTimes, endTimes } = this.alignment.segments;
    let [startTime, endTime] = [Infinity, 0];
    for (let segment = first; segment <= last; segment += 1) {
      const own = spanOf({ startTime: startTimes[segment] ?? 0, endTime: endTimes[segment] ?? 0 });
      startTime = Math.min(startTime, own.startTime);
      endTime = Math.max(endTime, own.endTime);
    }
    return { startTime, endTime };
  }
}

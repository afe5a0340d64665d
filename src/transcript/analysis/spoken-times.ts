import type { Paragraph } from "../model.js";
import { Alignment } from "./alignment.js";
import { type Span, spanOf } from "./entry.js";
import type { TextRange } from "./folded-text.js";
import { sentencesOf, type SpokenPiece, wordsOf } from "./spoken-pieces.js";

/** Pieces of one kind, with their alignment to the text. */
interface AlignedPieces {
  readonly pieces: readonly SpokenPiece[];
  readonly alignment: Alignment;
}

/**
 * Finds when parts of a paragraph's text are spoken: from the earliest start to the latest end of the part's words. If the words differ from
 * the text, the words that are spoken there count. Without words, the part's sentences count; without those, the paragraph.
 */
export class SpokenTimes {
  readonly #levels: readonly AlignedPieces[];

  constructor(readonly paragraph: Paragraph) {
    const levels = [wordsOf(paragraph.sentences), sentencesOf(paragraph.sentences)];
    this.#levels = levels.map((pieces) => alignPieces(paragraph.text, pieces));
  }

  /** When a part of the text is spoken. */
  timesOf(range: TextRange): Span {
    for (const { pieces, alignment } of this.#levels) {
      const [first, last] = alignment.piecesUnder(range) ?? [1, 0];
      const under = pieces.slice(first, last + 1);
      if (under.length > 0) return spanOfAll(under);
    }
    return spanOf(this.paragraph);
  }
}

function alignPieces(text: string, pieces: readonly SpokenPiece[]): AlignedPieces {
  return {
    pieces,
    alignment: new Alignment(
      text,
      pieces.map((piece) => piece.text),
    ),
  };
}

function spanOfAll(pieces: readonly SpokenPiece[]): Span {
  const spans = pieces.map(spanOf);
  return {
    startTime: Math.min(...spans.map(({ startTime }) => startTime)),
    endTime: Math.max(...spans.map(({ endTime }) => endTime)),
  };
}

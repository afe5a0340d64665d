/** A piece of a paragraph's text. The pieces together are the whole text, unchanged. */
export interface Segment {
  readonly text: string;
  /** When the piece begins to be spoken, in milliseconds; null if it belongs to no word, such as a space. */
  readonly startTime: number | null;
}

interface Spoken {
  readonly text: string;
  readonly sentences: {
    readonly nodes: readonly {
      readonly text: string;
      readonly words: { readonly nodes: readonly { readonly text: string; readonly startTime: number }[] };
    }[];
  };
}

/** The paragraph's text, or the text of its sentences if the paragraph's own is empty. */
export const textOf = ({ text, sentences }: Spoken): string =>
  text === "" ? sentences.nodes.map((sentence) => sentence.text).join(" ") : text;

/**
 * Finds the words in the paragraph's text, one after the other. Sentences may differ from the text: text between two
 * found words is a piece without a time, and a word that is not in the text is skipped.
 */
export function toSegments(paragraph: Spoken): readonly Segment[] {
  const whole = textOf(paragraph);
  const segments: Segment[] = [];
  let end = 0;
  for (const word of paragraph.sentences.nodes.flatMap(({ words }) => words.nodes)) {
    const start = word.text === "" ? -1 : whole.indexOf(word.text, end);
    if (start === -1) continue;
    if (start > end) segments.push({ text: whole.slice(end, start), startTime: null });
    segments.push({ text: word.text, startTime: word.startTime });
    end = start + word.text.length;
  }
  if (end < whole.length) segments.push({ text: whole.slice(end), startTime: null });
  return segments;
}

/** The index of the word that is spoken at this time, or was spoken last before it; -1 before the first. */
export function segmentAt(segments: readonly Segment[], time: number): number {
  return segments.findLastIndex(({ startTime }) => startTime !== null && startTime <= time);
}

/**
 * When the character at this offset of the text is spoken: with its word, or with the word before it; null before the
 * first word.
 */
export function timeAtOffset(segments: readonly Segment[], offset: number): number | null {
  let end = 0;
  let time: number | null = null;
  for (const { text, startTime } of segments) {
    if (end > offset) break;
    time = startTime ?? time;
    end += text.length;
  }
  return time;
}

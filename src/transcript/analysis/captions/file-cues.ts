import type { Paragraph } from "../../model.js";
import type { Entry, Span } from "../entry.js";
import { shownText } from "./blocks.js";
import type { Cue, RecordingCues } from "./cue.js";

/** A cue in a caption file: in the time of the file, without characters that a file cannot contain. */
export interface FileCue extends Span {
  /** Null if the name is unknown or not requested. */
  readonly name: string | null;
  readonly lines: readonly string[];
  readonly paragraph: Paragraph;
}

/** Writes the cues of a file, one after the other, between a head and a foot. */
export interface CueWriter {
  readonly head: string;
  /** `index`: the number of the cue, from 0. */
  write(cue: FileCue, index: number): string;
  readonly foot: string;
}

/** The cues of all recordings, one recording after the other. */
export function* toFileCues<E extends Entry>(
  recordings: readonly RecordingCues<E>[],
  speakerNames: boolean,
): Generator<FileCue, void> {
  for (const { offset, cues } of recordings) for (const cue of cues) yield toFileCue(cue, offset, speakerNames);
}

function toFileCue<E extends Entry>(
  { entry, lines, startTime, endTime }: Cue<E>,
  offset: number,
  named: boolean,
): FileCue {
  const { paragraph } = entry;
  const name = named && paragraph.nickName !== null ? toPrintable(paragraph.nickName) : "";
  return {
    startTime: offset + startTime,
    endTime: offset + endTime,
    name: name === "" ? null : name,
    lines: lines.map(toPrintable),
    paragraph,
  };
}

/** The text of a whole paragraph on one line, without characters that a file cannot contain. */
export const toFileText = (paragraph: Paragraph): string => toPrintable(shownText(paragraph));

/** Control characters, and code points that XML 1.0 and HTML do not allow. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/** A text that needs no change: printable ASCII and common Chinese, with single spaces inside. */
const PRINTABLE = /^(?:[!-~\u3001-\u3029\u4E00-\u9FFF\uFF01-\uFF60]| (?=[^ ]))*$/;

/** A well-formed text on one line, with U+FFFD instead of characters that a file cannot contain. */
function toPrintable(text: string): string {
  if (!text.startsWith(" ") && PRINTABLE.test(text)) return text;
  return text.trim().replace(/\s+/g, " ").toWellFormed().replace(UNPRINTABLE, "\uFFFD");
}

const MARKUP = /[&<>]/;

/** Escapes `<` and `&`, which begin tags in WebVTT and XML, and `>`, because an arrow `-->` begins a cue of WebVTT. */
export function escapeMarkup(text: string): string {
  if (!MARKUP.test(text)) return text;
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

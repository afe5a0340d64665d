import type { Paragraph } from "../../model.js";
import type { Entry, Span } from "../entry.js";
import { shownText } from "./blocks.js";
import type { Cue, RecordingCues } from "./cue.js";

/** A cue as a file has it: in the time of the file, with nothing in its texts that no file could hold. */
export interface FileCue extends Span {
  /** Null: unknown, or not wanted. */
  readonly name: string | null;
  readonly lines: readonly string[];
  /** The paragraph that the cue is the first of; otherwise null. */
  readonly paragraph: Paragraph | null;
}

/** The cues of all recordings, one recording after the other. */
export function toFileCues<E extends Entry>(recordings: readonly RecordingCues<E>[], speakerNames: boolean): FileCue[] {
  return recordings.flatMap(({ offset, cues }) => cues.map((cue) => toFileCue(cue, offset, speakerNames)));
}

function toFileCue<E extends Entry>(
  { entry, part, lines, startTime, endTime }: Cue<E>,
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
    paragraph: part === 0 ? paragraph : null,
  };
}

/** The text of a whole paragraph on one line, as a file can hold it. */
export const toFileText = (paragraph: Paragraph): string => toPrintable(shownText(paragraph));

/** Control characters, and code points that XML 1.0 and HTML do not have. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/** Texts that every file can hold as they are: printable ASCII and common Chinese, with single spaces inside. */
const PRINTABLE = /^(?:[!-~\u3001-\u3029\u4E00-\u9FFF\uFF01-\uFF60]| (?=[^ ]))*$/;

/** A text on one line, well-formed, with U+FFFD for characters that no file can hold. */
function toPrintable(text: string): string {
  if (!text.startsWith(" ") && PRINTABLE.test(text)) return text;
  return text.trim().replace(/\s+/g, " ").toWellFormed().replace(UNPRINTABLE, "\uFFFD");
}

import { formatTime } from "../playback/time-text.ts";

/** What a quote says beside its words. */
interface Source {
  readonly speakerName: string;
  /** When it was said, in milliseconds of the recording. */
  readonly timeMs: number;
  readonly link: string;
}

/** A quote to paste somewhere: the words, who said them and when, and a link to the moment. */
export const toQuote = (words: string, { speakerName, timeMs, link }: Source): string =>
  `“${words.trim()}”\n— ${speakerName}, ${formatTime(timeMs)}\n${link}`;

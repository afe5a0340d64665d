import { formatTime } from "../playback/time-text.ts";

/** The parts of a quote besides its words. */
interface Source {
  readonly speakerName: string;
  /** When it was spoken, in milliseconds of the recording. */
  readonly timeMs: number;
  readonly link: string;
}

/** A quote for pasting: the words, the speaker, the time, and a link to the moment. */
export const toQuote = (words: string, { speakerName, timeMs, link }: Source): string =>
  `“${words.trim()}”\n— ${speakerName}, ${formatTime(timeMs)}\n${link}`;

import DataLoader from "dataloader";
import type { ConferenceKey } from "../transcript/model.js";
import type { PositionedParagraph } from "../transcript/position.js";
import type { ParagraphRef, TranscriptReader, WholeTranscript } from "../transcript/reader.js";
import { type Window, windowName, type Slice } from "../transcript/window.js";

/** One paragraph, by its conference and what it is looked up by. */
export interface ParagraphKey extends ParagraphRef {
  readonly conference: ConferenceKey;
}

/** What the resolvers of one request read through. */
export interface Loaders {
  readonly windows: DataLoader<Window, Slice, string>;
  /** Paragraphs by reference, null where there is none (any more). */
  readonly paragraphs: DataLoader<ParagraphKey, PositionedParagraph | null, string>;
  readonly transcripts: DataLoader<ConferenceKey, WholeTranscript, string>;
}

/**
 * Makes the loaders of one request over that request's own reader. They collect what is asked for together, and ask for the same thing
 * once. `onLoad` hears of everything that is asked of them, whether or not it was asked before.
 */
export function createLoaders(reader: TranscriptReader, onLoad: () => void = () => undefined): Loaders {
  return {
    windows: new DataLoader<Window, Slice, string>((windows) => reader.readWindows(windows), {
      cacheKeyFn: countedBy(onLoad, windowName),
    }),
    paragraphs: new DataLoader<ParagraphKey, PositionedParagraph | null, string>(
      (keys) => findParagraphs(reader, keys),
      {
        cacheKeyFn: countedBy(onLoad, paragraphName),
      },
    ),
    transcripts: new DataLoader<ConferenceKey, WholeTranscript, string>(
      (conferences) => Promise.all(conferences.map((conference) => reader.readWhole(conference).catch(toError))),
      { cacheKeyFn: countedBy(onLoad, conferenceName) },
    ),
  };
}

/** Looks up the paragraphs of each conference together; where that fails, each of them is the error. */
async function findParagraphs(
  reader: TranscriptReader,
  keys: readonly ParagraphKey[],
): Promise<(PositionedParagraph | Error | null)[]> {
  const found = new Map<ParagraphKey, PositionedParagraph | Error | null>();
  const byConference = Map.groupBy(keys, ({ conference }) => conferenceName(conference));
  const findIn = async (refs: readonly ParagraphKey[]) => {
    const [first] = refs;
    const paragraphs = first && (await reader.findParagraphs(first.conference, refs).catch(toError));
    for (const [index, key] of refs.entries())
      found.set(key, paragraphs instanceof Error ? paragraphs : (paragraphs?.[index] ?? null));
  };
  await Promise.all([...byConference.values()].map(findIn));
  return keys.map((key) => found.get(key) ?? null);
}

/** A loader names each key that it is asked for, once for each time. */
function countedBy<Key>(onLoad: () => void, nameOf: (key: Key) => string): (key: Key) => string {
  return (key) => {
    onLoad();
    return nameOf(key);
  };
}

function conferenceName({ conferenceId, unionId }: ConferenceKey): string {
  return JSON.stringify([conferenceId, unionId]);
}

function paragraphName({ conference, startTime, fingerprint }: ParagraphKey): string {
  return JSON.stringify([conference.conferenceId, conference.unionId, startTime, fingerprint]);
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error("a reader threw something that is no error", { cause: error });
}

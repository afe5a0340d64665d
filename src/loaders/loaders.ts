import DataLoader from "dataloader";
import { toError } from "../errors.js";
import type { ConferenceKey } from "../transcript/model.js";
import type { PositionedParagraph } from "../transcript/position.js";
import type { ParagraphRef, TranscriptReader, WholeTranscript } from "../transcript/reader.js";
import { type Window, windowName, type Slice } from "../transcript/window.js";

/** The reference to one paragraph, with its conference. */
export interface ParagraphKey extends ParagraphRef {
  readonly conference: ConferenceKey;
}

/** The loaders of one request. */
export interface Loaders {
  readonly windows: DataLoader<Window, Slice, string>;
  /** Paragraphs by reference; null if there is none, or no longer one. */
  readonly paragraphs: DataLoader<ParagraphKey, PositionedParagraph | null, string>;
  readonly transcripts: DataLoader<ConferenceKey, WholeTranscript, string>;
}

/**
 * Creates the loaders of one request over its reader. They batch loads and remove duplicates. `onLoad` is called for
 * every load, duplicates included.
 */
export function createLoaders(reader: TranscriptReader, onLoad: () => void = () => undefined): Loaders {
  // DataLoader computes the name of a key once for each load.
  const namedBy = <Key>(nameOf: (key: Key) => string) => ({
    cacheKeyFn: (key: Key) => {
      onLoad();
      return nameOf(key);
    },
  });
  const readWhole = (key: ConferenceKey) => reader.readWhole(key).catch(toError);
  return {
    windows: new DataLoader((windows) => reader.readWindows(windows), namedBy(windowName)),
    paragraphs: new DataLoader((keys) => findParagraphs(reader, keys), namedBy(paragraphName)),
    transcripts: new DataLoader((keys) => Promise.all(keys.map(readWhole)), namedBy(conferenceName)),
  };
}

/** Looks up the paragraphs of each conference together. If that fails, each of them is the error. */
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

function conferenceName({ conferenceId, unionId }: ConferenceKey): string {
  return JSON.stringify([conferenceId, unionId]);
}

function paragraphName({ conference, startTime, fingerprint }: ParagraphKey): string {
  return JSON.stringify([conference.conferenceId, conference.unionId, startTime, fingerprint]);
}

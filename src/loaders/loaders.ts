import DataLoader from "dataloader";
import { toError } from "../errors.js";
import type { ConferenceKey } from "../transcript/model.js";
import type { PositionedParagraph } from "../transcript/position.js";
import type { ParagraphRef, TranscriptReader, WholeTranscript } from "../transcript/reader.js";
import { type Window, windowName, type Slice } from "../transcript/window.js";
import { allInConference, type HaveSameIds, inConference } from "./in-conference.js";

/** The reference to one paragraph, with its conference. */
export interface ParagraphKey extends ParagraphRef {
  readonly conference: ConferenceKey;
}

/** Loads a value by its key. */
export interface Loader<Key, Value> {
  load(key: Key): Promise<Value>;
}

/** The loaders of one request. Their paragraphs have the conference of the key by which they were loaded. */
export interface Loaders {
  readonly windows: Loader<Window, Slice>;
  /** Paragraphs by reference; null if there is none, or no longer one. */
  readonly paragraphs: Loader<ParagraphKey, PositionedParagraph | null>;
  readonly transcripts: Loader<ConferenceKey, WholeTranscript>;
}

/**
 * Creates the loaders of one request over its reader. They batch loads and remove duplicates. `onLoad` is called for
 * every load, duplicates included. By default, only another operator has other ids.
 */
export function createLoaders(
  reader: TranscriptReader,
  onLoad: () => void = () => undefined,
  haveSameIds: HaveSameIds = (one, other) => one.unionId === other.unionId,
): Loaders {
  const readWhole = (key: ConferenceKey) => reader.readWhole(key).catch(toError);
  const inOne = (items: readonly PositionedParagraph[], key: ConferenceKey) => allInConference(items, key, haveSameIds);
  return {
    windows: createLoader(
      { read: (windows) => reader.readWindows(windows), nameOf: windowName, onLoad },
      (slice, { conference }) => ({ ...slice, items: inOne(slice.items, conference) }),
    ),
    paragraphs: createLoader(
      { read: (keys) => findParagraphs(reader, keys), nameOf: paragraphName, onLoad },
      (item, { conference }) => item && inConference(item, conference, haveSameIds),
    ),
    transcripts: createLoader(
      { read: (keys) => Promise.all(keys.map(readWhole)), nameOf: conferenceName, onLoad },
      (whole, conference) => ({ ...whole, paragraphs: inOne(whole.paragraphs, conference) }),
    ),
  };
}

interface LoaderOptions<Key, Value> {
  readonly read: DataLoader.BatchLoadFn<Key, Value>;
  /** Loads of keys with the same name are one. */
  readonly nameOf: (key: Key) => string;
  readonly onLoad: () => void;
}

/** `change`: the value for a load of this key. It may have been read by another key of the same name. */
function createLoader<Key, Value>(
  { read, nameOf, onLoad }: LoaderOptions<Key, Value>,
  change: (value: Value, key: Key) => Value,
): Loader<Key, Value> {
  // DataLoader computes the name of a key once for each load.
  const loader = new DataLoader(read, { cacheKeyFn: (key: Key) => (onLoad(), nameOf(key)) });
  return { load: async (key) => change(await loader.load(key), key) };
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

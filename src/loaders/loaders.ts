import DataLoader from "dataloader";
import { findParagraphs, type ParagraphRef, clusterByTime } from "../transcript/lookup.js";
import type { ConferenceKey } from "../transcript/model.js";
import type { PageSource } from "../transcript/page-source.js";
import type { PositionedParagraph } from "../transcript/position.js";
import { readWindow, type Slice } from "../transcript/reader.js";
import { Scan } from "../transcript/scan.js";
import { scanName, type Window, windowName } from "../transcript/window.js";

/** One paragraph, by its conference and its name in it. */
export interface ParagraphKey extends ParagraphRef {
  readonly conference: ConferenceKey;
}

/** What the resolvers of one request read through. */
export interface Loaders {
  /** Windows of transcripts. Those that start at the same place share one scan, and cost what the longest costs. */
  readonly windows: DataLoader<Window, Slice, string>;
  /** Paragraphs by name, null where there is none (any more). Neighbours are read together. */
  readonly paragraphs: DataLoader<ParagraphKey, PositionedParagraph | null, string>;
}

/**
 * Makes the loaders of one request, which ask as little as they can of a source that acts with that request's token.
 * `onLoad` hears of everything that is asked of them, whether or not it was asked before.
 */
export function createLoaders(source: PageSource, onLoad: () => void = () => undefined): Loaders {
  return { windows: createWindowLoader(source, onLoad), paragraphs: createParagraphLoader(source, onLoad) };
}

function createWindowLoader(source: PageSource, onLoad: () => void): Loaders["windows"] {
  const lines = new Map<string, SharedScan>();
  const lineFor = ({ scan }: Window): SharedScan => {
    const name = scanName(scan);
    const line = lines.get(name) ?? new SharedScan(new Scan(source, scan));
    lines.set(name, line);
    return line;
  };
  const read = (windows: readonly Window[]) => {
    const slices: Promise<Slice | Error>[] = [];
    for (const [index, window] of longestFirst(windows)) slices[index] = lineFor(window).read(window).catch(toError);
    return Promise.all(slices);
  };
  return new DataLoader<Window, Slice, string>(read, { cacheKeyFn: countedBy(onLoad, windowName) });
}

function longestFirst(windows: readonly Window[]): [number, Window][] {
  return [...windows.entries()].toSorted(([, left], [, right]) => right.count - left.count);
}

/** The windows of one scan, read one after the other: the first, which is the longest, does the calls. */
class SharedScan {
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly scan: Scan) {}

  read(window: Window): Promise<Slice> {
    const slice = this.#last.then(() => readWindow(this.scan, window));
    this.#last = slice.catch(() => null);
    return slice;
  }
}

function createParagraphLoader(source: PageSource, onLoad: () => void): Loaders["paragraphs"] {
  const read = async (keys: readonly ParagraphKey[]) => {
    const found = new Map<ParagraphKey, PositionedParagraph | Error | null>();
    const readNeighbours = async (neighbours: readonly ParagraphKey[]) => {
      const [first] = neighbours;
      const paragraphs = first && (await findParagraphs(source, first.conference, neighbours).catch(toError));
      for (const [index, key] of neighbours.entries())
        found.set(key, paragraphs instanceof Error ? paragraphs : (paragraphs?.[index] ?? null));
    };
    const groups = [...Map.groupBy(keys, conferenceName).values()].flatMap(clusterByTime);
    await Promise.all(groups.map((group) => readNeighbours(group)));
    return keys.map((key) => found.get(key) ?? null);
  };
  return new DataLoader<ParagraphKey, PositionedParagraph | null, string>(read, {
    cacheKeyFn: countedBy(onLoad, paragraphName),
  });
}

/** A loader names each key that it is asked for, once for each time. */
function countedBy<Key>(onLoad: () => void, nameOf: (key: Key) => string): (key: Key) => string {
  return (key) => {
    onLoad();
    return nameOf(key);
  };
}

function conferenceName({ conference }: ParagraphKey): string {
  return JSON.stringify([conference.conferenceId, conference.unionId]);
}

function paragraphName({ conference, startTime, fingerprint }: ParagraphKey): string {
  return JSON.stringify([conference.conferenceId, conference.unionId, startTime, fingerprint]);
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error("a source threw something that is no error", { cause: error });
}

import { CursorCodec } from "../../../src/transcript/cursor.js";
import type { ConferenceKey, Page } from "../../../src/transcript/model.js";
import { PagedReader } from "../../../src/transcript/paged/paged-reader.js";
import type { Position, PositionedParagraph } from "../../../src/transcript/position.js";
import type { TranscriptReader } from "../../../src/transcript/reader.js";
import { NoProgress } from "../../../src/transcript/scan/scan.js";
import type { Slice } from "../../../src/transcript/window.js";
import type { CacheOptions } from "../../../src/cache/cache-parts.js";
import { type CachedWorld, windowOf, type WorldCall } from "../cached-world.js";
import { evenTranscript } from "../fake-source.js";
import type { Action, History, ReadAction } from "./actions.js";
import { type Entry, LivingMeeting, stoodThroughout } from "./meeting.js";
import { LivingOracle, type Reading, wholeReading } from "./oracle.js";
import { LivingSource } from "./source.js";
import { throughCursor } from "../random-windows.js";

const MAX_AGE_MS = 60_000;
/** Moments are parts of a millisecond, so that changes at one time have an order. */
const MOMENTS_PER_MS = 1000;

/** The page of every other meeting; 30 of them evict this one. */
const OTHER_PAGE = { paragraphs: evenTranscript(10), hasMore: false, token: null };

/** Creates the cache of one replica, the first or the second one. */
export type CreateWorld = (
  respond: (call: WorldCall) => Promise<Page>,
  options: Partial<CacheOptions>,
  replica: 0 | 1,
) => CachedWorld;

/** A paragraph as a reader has seen it, and its cursor. */
interface Seen {
  readonly entry: Entry;
  readonly item: PositionedParagraph;
  readonly position: Position;
  readonly order: ReadAction["order"];
}

/** One history of a meeting, with readers who pass their cursors to one another. */
export class LivingTrial {
  readonly meeting = new LivingMeeting();
  readonly oracle = new LivingOracle(this.meeting);
  readonly source: LivingSource;
  readonly worlds: Readonly<Record<"one cache" | "another cache", CachedWorld>>;
  readonly #seen: Seen[] = [];
  #moments = 0;

  /** `conferenceId`: another one in each trial, if the trials share a level. */
  constructor(
    readonly history: History,
    readonly conferenceId: string,
    readonly createWorld: CreateWorld,
  ) {
    this.source = new LivingSource(this.meeting, history.behaviour, () => this.#moment());
    this.worlds = { "one cache": this.#createWorld(0), "another cache": this.#createWorld(1) };
    // If everything starts together and there are no tokens, nothing shows where the transcript ends.
    for (const step of [0, 700, ...history.beginning]) this.meeting.append(step, 0);
  }

  /** Takes one action, and returns the faults of what a reader sees. */
  async take(action: Action): Promise<readonly string[]> {
    if (action.kind === "change") this.meeting.apply(action.change, this.#moment());
    else if (action.kind === "wait") this.#wait(action.ms);
    else if (action.kind === "evict") await this.#evict();
    else return this.#read(action);
    return [];
  }

  #createWorld(replica: 0 | 1): CachedWorld {
    return this.createWorld(
      async ({ conference, ...call }) =>
        conference.conferenceId === this.conferenceId ? this.source.getPage({ conference, ...call }) : OTHER_PAGE,
      { ...this.history.settings, maxAgeMs: MAX_AGE_MS, proofMs: MAX_AGE_MS, maxBytes: 100_000 },
      replica,
    );
  }

  get #now(): number {
    return this.worlds["one cache"].now;
  }

  #moment(): number {
    this.#moments += 1;
    return this.#now * MOMENTS_PER_MS + Math.min(this.#moments, MOMENTS_PER_MS - 1);
  }

  #wait(ms: number): void {
    if (ms > 0) this.#moments = 0;
    for (const world of Object.values(this.worlds)) world.now += ms;
  }

  /** Reads other transcripts until this one is evicted from one cache. */
  async #evict(): Promise<void> {
    for (let other = 0; other < 30; other += 1) await this.worlds["one cache"].read({ first: 1 }, {}, `other ${other}`);
  }

  async #read(action: ReadAction): Promise<readonly string[]> {
    const isCached = action.reader !== "no cache";
    const since = isCached ? (this.#now - MAX_AGE_MS) * MOMENTS_PER_MS : this.#moment();
    this.source.pending = [...action.meanwhile];
    try {
      return await this.#readWith(this.#readerFor(action), action, since);
    } catch (error) {
      // If the last cached paragraph is removed again and again, the cache gives up, and says so.
      if (isCached && this.meeting.hasRemoved && error instanceof NoProgress) return [];
      throw error;
    } finally {
      this.source.pending = [];
    }
  }

  #readerFor({ reader, operator, wantsFresh }: ReadAction): TranscriptReader {
    if (reader === "no cache") return new PagedReader(this.source, { onFalseHasMore: () => undefined });
    return this.worlds[reader].reader({ operator, wantsFresh });
  }

  #readWith(reader: TranscriptReader, action: ReadAction, since: number): Promise<readonly string[]> {
    const conference = { conferenceId: this.conferenceId, unionId: action.operator };
    if (action.kind === "whole") return this.#readWhole(reader, conference, since);
    return action.kind === "window"
      ? this.#readWindow(reader, conference, action, since)
      : this.#lookUp(reader, conference, since);
  }

  async #readWhole(reader: TranscriptReader, conference: ConferenceKey, since: number): Promise<readonly string[]> {
    const { paragraphs, complete } = await reader.readWhole(conference);
    return [...(complete ? [] : ["it is not complete"]), ...this.oracle.faultsOf(wholeReading(paragraphs, since))];
  }

  /** Looks up the paragraphs that any reader has seen last. A paragraph that is unchanged must be found. */
  async #lookUp(reader: TranscriptReader, conference: ConferenceKey, since: number): Promise<readonly string[]> {
    const wanted = this.#seen.slice(-5);
    const refs = wanted.map(({ item: { startTime, fingerprint } }) => ({ startTime, fingerprint }));
    const found = await reader.findParagraphs(conference, refs);
    return wanted.flatMap(({ entry, item: { paragraph } }, index) => {
      const one = found[index] ?? null;
      if (one instanceof Error) throw one;
      const isRight =
        one === null ? !stoodThroughout(entry, since, paragraph.text) : one.paragraph.text === paragraph.text;
      return isRight ? [] : [`${paragraph.text} is not found by id`];
    });
  }

  async #readWindow(
    reader: TranscriptReader,
    conference: ConferenceKey,
    action: ReadAction,
    since: number,
  ): Promise<readonly string[]> {
    const { order, side, count, from, until } = action;
    const [after, before] = [this.#find(action.after, order), this.#find(action.before, order)];
    const ends = { after: after?.position ?? null, before: before?.position ?? null };
    const [slice] = await reader.readWindows([windowOf({ [side]: count, ...ends, from, until, order }, conference)]);
    if (slice === undefined || slice instanceof Error) throw slice ?? new Error("no slice");
    const codec = new CursorCodec(conference, order);
    for (const item of slice.items)
      this.#seen.push({
        entry: this.meeting.entryOf(item.paragraph),
        item,
        position: throughCursor(codec, item),
        order,
      });
    return this.#faultsOf(slice, action, toReading(slice, action, [after, before], since));
  }

  #faultsOf(slice: Slice, { side, count, reader, from, until }: ReadAction, reading: Reading): readonly string[] {
    // A paged window with bounds in time does not see times fall after its end (docs/adr/0001).
    const mayPage = reader === "no cache" || this.history.settings.maxCallsToComplete < Infinity;
    const mayMiss = mayPage && this.meeting.falls && (from !== null || until !== null);
    const faults = this.oracle.faultsOf(reading, mayMiss);
    const continues = side === "first" ? slice.hasNextPage : slice.hasPreviousPage;
    if (!continues || mayMiss) return faults;
    // An upstream that says hasMore at its very end is believed.
    const isBelieved = ["full-page", "always"].includes(this.history.behaviour.hasMore);
    if (slice.items.length < count) return [...faults, "it is not full, and has another page"];
    return isBelieved || this.oracle.hasMore(reading) ? faults : [...faults, "there is no other page"];
  }

  /** A cursor of this order, from the latest back. */
  #find(back: number | null, order: ReadAction["order"]): Seen | null {
    const known = this.#seen.filter((seen) => seen.order === order);
    return back === null ? null : (known.at(-1 - (back % Math.max(1, known.length))) ?? null);
  }
}

function toReading(
  { items, hasNextPage, hasPreviousPage }: Slice,
  { order, side, from, until }: ReadAction,
  ends: readonly [Seen | null, Seen | null],
  since: number,
): Reading {
  const isUp = order === "ascending";
  const entries = ends.map((seen) => seen?.entry ?? null);
  const [after = null, before = null] = isUp ? entries : entries.toReversed();
  const continues = side === "first" ? hasNextPage : hasPreviousPage;
  const start = (side === "first") === isUp ? "start" : "end";
  return {
    items: isUp ? items : items.toReversed(),
    after,
    before,
    from,
    until,
    reaches: continues ? start : "both ends",
    since,
  };
}

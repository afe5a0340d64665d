import type { ConferenceKey, Direction } from "../model.js";
import { MAX_PAGE_SIZE, type PageSource } from "../page-source.js";
import { haveSameToken, haveSameTokenOrContent, isSameParagraph, type Position } from "../position.js";
import { UnusableToken, Walk, type WalkObserver } from "../walk/walk.js";
import type { WalkKey } from "../walk/walk-key.js";
import { positionName } from "../window.js";
import { grow } from "./steps.js";
import { NeedsWholeTranscript } from "./needs-whole-transcript.js";

/** Where reading begins: after a position in reading order, at a time, or (null) at the first paragraph. */
export type Beginning = { readonly behind: Position } | { readonly time: number } | null;

/**
 * The walks of one operation. Windows that begin at the same place share a walk, one after the other, so together they
 * cost as many calls as the longest.
 */
export class Walks {
  readonly #queues = new Map<string, WalkQueue>();

  constructor(
    readonly source: PageSource,
    readonly observer: WalkObserver,
  ) {}

  /**
   * Runs `work` with the walk of this beginning, when it is its turn. The walk's first item is the first paragraph of
   * the beginning. `wanted` is the approximate number of items that the work needs.
   * @throws NeedsWholeTranscript if the beginning cannot be found without the whole transcript; the errors of the work
   * and the source.
   */
  use<T>(
    conference: ConferenceKey,
    direction: Direction,
    beginning: Beginning,
    wanted: number,
    work: (walk: Walk) => Promise<T>,
  ): Promise<T> {
    const name = beginningName(conference, direction, beginning);
    const queue = this.#queues.get(name) ?? new WalkQueue((size) => this.#open(conference, direction, beginning, size));
    this.#queues.set(name, queue);
    return queue.use(wanted, work);
  }

  async #open(conference: ConferenceKey, direction: Direction, beginning: Beginning, wanted: number): Promise<Walk> {
    if (beginning === null || "time" in beginning) return this.#create({ conference, direction, start: beginning });
    const position = beginning.behind;
    const byToken = await this.#openByToken(conference, direction, position, wanted);
    return byToken ?? this.#openByTime(conference, direction, position, wanted);
  }

  /**
   * A walk after a position by its own token; null if there is none for this direction, or if it does not continue
   * there.
   */
  async #openByToken(
    conference: ConferenceKey,
    direction: Direction,
    position: Position,
    wanted: number,
  ): Promise<Walk | null> {
    if (position.token === null || position.direction !== direction) return null;
    const walk = this.#create({ conference, direction, start: { behind: position } });
    try {
      await walk.extend(wanted);
    } catch (error) {
      if (error instanceof UnusableToken) return null;
      throw error;
    }
    // A paragraph that starts together with the position and is not surely another may be the position's own, edited
    // since.
    const [first] = walk.items;
    const isOpen = first?.startTime === position.startTime && haveSameToken(first, position) !== false;
    return isOpen ? null : walk;
  }

  /** A walk from a position's time, without the paragraphs up to and including the position's. */
  async #openByTime(
    conference: ConferenceKey,
    direction: Direction,
    position: Position,
    wanted: number,
  ): Promise<Walk> {
    const { startTime, rank } = position;
    const walk = this.#create({ conference, direction, start: { time: startTime } });
    const isPosition = direction === "ascending" ? isSameParagraph : haveSameTokenOrContent;
    for (let size = wanted + 1 + (direction === "ascending" ? rank : 0); ; size = grow(size)) {
      const index = walk.items.findIndex((item) => isPosition(item, position));
      if (index !== -1) {
        walk.dropFirst(index + 1);
        return walk;
      }
      const last = walk.items.at(-1);
      if (walk.exhausted || (last !== undefined && isBeyond(direction, last.startTime, startTime)))
        throw new NeedsWholeTranscript();
      await walk.extend(Math.min(size, MAX_PAGE_SIZE));
    }
  }

  #create(key: WalkKey): Walk {
    return new Walk(this.source, key, this.observer);
  }
}

/** A walk that is opened by the first work that needs it, and used by one work at a time. */
class WalkQueue {
  #walk: Promise<Walk> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly open: (wanted: number) => Promise<Walk>) {}

  use<T>(wanted: number, work: (walk: Walk) => Promise<T>): Promise<T> {
    const result = this.#last.then(async () => work(await (this.#walk ??= this.open(wanted))));
    this.#last = result.catch(() => null);
    return result;
  }
}

function isBeyond(direction: Direction, time: number, other: number): boolean {
  return direction === "ascending" ? time > other : time < other;
}

function beginningName(conference: ConferenceKey, direction: Direction, beginning: Beginning): string {
  const place = beginning === null ? null : "time" in beginning ? beginning.time : positionName(beginning.behind);
  return JSON.stringify([conference.conferenceId, conference.unionId, direction, place]);
}

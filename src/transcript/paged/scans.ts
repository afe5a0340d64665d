import type { ConferenceKey, Direction } from "../model.js";
import { MAX_PAGE_SIZE, type PageSource } from "../page-source.js";
import { haveSameToken, haveSameTokenOrContent, isSameParagraph, type Position } from "../position.js";
import { UnusableToken, Scan, type ScanObserver } from "../scan/scan.js";
import type { ScanKey } from "../scan/scan-key.js";
import { positionName } from "../window.js";
import { grow } from "./steps.js";
import { NeedsWholeTranscript } from "./needs-whole-transcript.js";

/** Where reading begins: after a position in reading order, at a time, or (null) at the first paragraph. */
export type Beginning = { readonly after: Position } | { readonly time: number } | null;

/**
 * The scans of one operation. Windows that begin at the same place share a scan, one after the other, so together they
 * cost as many calls as the longest.
 */
export class Scans {
  readonly #queues = new Map<string, ScanQueue>();

  constructor(
    readonly source: PageSource,
    readonly observer: ScanObserver,
  ) {}

  /**
   * Runs `work` with the scan of this beginning, when it is its turn. The scan's first item is the first paragraph of
   * the beginning. `wanted` is the approximate number of items that the work needs.
   * @throws NeedsWholeTranscript if the beginning cannot be found without the whole transcript; the errors of the work
   * and the source.
   */
  use<T>(
    conference: ConferenceKey,
    direction: Direction,
    beginning: Beginning,
    wanted: number,
    work: (scan: Scan) => Promise<T>,
  ): Promise<T> {
    const name = beginningName(conference, direction, beginning);
    const queue = this.#queues.get(name) ?? new ScanQueue((size) => this.#open(conference, direction, beginning, size));
    this.#queues.set(name, queue);
    return queue.use(wanted, work);
  }

  async #open(conference: ConferenceKey, direction: Direction, beginning: Beginning, wanted: number): Promise<Scan> {
    if (beginning === null || "time" in beginning) return this.#create({ conference, direction, start: beginning });
    const position = beginning.after;
    const byToken = await this.#openByToken(conference, direction, position, wanted);
    return byToken ?? this.#openByTime(conference, direction, position, wanted);
  }

  /**
   * A scan after a position by its own token; null if there is none for this direction, or if it does not continue
   * there.
   */
  async #openByToken(
    conference: ConferenceKey,
    direction: Direction,
    position: Position,
    wanted: number,
  ): Promise<Scan | null> {
    if (position.token === null || position.direction !== direction) return null;
    const scan = this.#create({ conference, direction, start: { after: position } });
    try {
      await scan.extend(wanted);
    } catch (error) {
      if (error instanceof UnusableToken) return null;
      throw error;
    }
    // A paragraph that starts together with the position and is not surely another may be the position's own, edited
    // since.
    const [first] = scan.items;
    const isOpen = first?.startTime === position.startTime && haveSameToken(first, position) !== false;
    return isOpen ? null : scan;
  }

  /** A scan from a position's time, without the paragraphs up to and including the position's. */
  async #openByTime(
    conference: ConferenceKey,
    direction: Direction,
    position: Position,
    wanted: number,
  ): Promise<Scan> {
    const { startTime, rank } = position;
    const scan = this.#create({ conference, direction, start: { time: startTime } });
    const isPosition = direction === "ascending" ? isSameParagraph : haveSameTokenOrContent;
    for (let size = wanted + 1 + (direction === "ascending" ? rank : 0); ; size = grow(size)) {
      const index = scan.items.findIndex((item) => isPosition(item, position));
      if (index !== -1) {
        scan.dropFirst(index + 1);
        return scan;
      }
      const last = scan.items.at(-1);
      if (scan.exhausted || (last !== undefined && isBeyond(direction, last.startTime, startTime)))
        throw new NeedsWholeTranscript();
      await scan.extend(Math.min(size, MAX_PAGE_SIZE));
    }
  }

  #create(key: ScanKey): Scan {
    return new Scan(this.source, key, this.observer);
  }
}

/** A scan that is opened by the first work that needs it, and used by one work at a time. */
class ScanQueue {
  #scan: Promise<Scan> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly open: (wanted: number) => Promise<Scan>) {}

  use<T>(wanted: number, work: (scan: Scan) => Promise<T>): Promise<T> {
    const result = this.#last.then(async () => work(await (this.#scan ??= this.open(wanted))));
    this.#last = result.catch(() => null);
    return result;
  }
}

function isBeyond(direction: Direction, time: number, other: number): boolean {
  return direction === "ascending" ? time > other : time < other;
}

function beginningName(conference: ConferenceKey, direction: Direction, beginning: Beginning): string {
  const place = beginning === null ? null : "time" in beginning ? beginning.time : positionName(beginning.after);
  return JSON.stringify([conference.conferenceId, conference.unionId, direction, place]);
}

import type { Direction } from "../model.js";
import type { PageSource } from "../page-source.js";
import { haveSameToken, haveSameTokenOrContent, isSameParagraph, type Position } from "../position.js";
import { UnusableToken, Scan, type ScanObserver } from "../scan/scan.js";
import type { ScanKey } from "../scan/scan-key.js";
import { positionName } from "../window.js";
import { grow } from "./steps.js";
import { NeedsWholeTranscript } from "./needs-whole-transcript.js";

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
   * Runs `work` with the scan of this key, when it is its turn. The scan's first item is the first paragraph after the
   * key's start. `wanted` is the approximate number of items that the work needs.
   * @throws NeedsWholeTranscript if the start cannot be found without the whole transcript; the errors of the work and
   * the source.
   */
  use<T>(key: ScanKey, wanted: number, work: (scan: Scan) => Promise<T>): Promise<T> {
    const name = keyName(key);
    const queue = this.#queues.get(name) ?? new ScanQueue((size) => this.#open(key, size));
    this.#queues.set(name, queue);
    return queue.use(wanted, work);
  }

  async #open(key: ScanKey, wanted: number): Promise<Scan> {
    if (key.start === null || "time" in key.start) return this.#create(key);
    const position = key.start.after;
    return (await this.#openByToken(key, position, wanted)) ?? this.#openByTime(key, position, wanted);
  }

  /** A scan after a position by its own token; null if there is none for this direction, or it leads elsewhere. */
  async #openByToken(key: ScanKey, position: Position, wanted: number): Promise<Scan | null> {
    if (position.token === null || position.direction !== key.direction) return null;
    const scan = this.#create(key);
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
  async #openByTime({ conference, direction }: ScanKey, position: Position, wanted: number): Promise<Scan> {
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
      await scan.extend(size);
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

/** A name that two keys share exactly if they are the same. */
function keyName({ conference, direction, start }: ScanKey): string {
  const place = start === null ? null : "time" in start ? start.time : positionName(start.after);
  return JSON.stringify([conference.conferenceId, conference.unionId, direction, place]);
}

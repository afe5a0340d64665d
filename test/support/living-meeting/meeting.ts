import type { Paragraph } from "../../../src/transcript/model.js";
import { paragraphAt } from "../fake-source.js";

/** From a paragraph's start to the next one's: milliseconds, a few of them back, or the start of another recording. */
export type Step = number | "early" | "recording";

/** A change by people or by the running meeting; `at` chooses the paragraph. */
export type Change =
  | { readonly kind: "append"; readonly step: Step }
  | { readonly kind: "edit" | "grow" | "insert" | "remove" | "merge"; readonly at: number };

/** A paragraph from a moment on; null: it was removed then. */
interface Version {
  readonly since: number;
  readonly text: string | null;
  readonly durationMs: number;
}

/** A paragraph of a meeting, with its history. */
export interface Entry {
  readonly id: number;
  readonly startTime: number;
  /** Rises along the transcript, and never changes, like a time. */
  readonly key: bigint;
  /** The key of the first of the neighbours that start together. */
  readonly groupKey: bigint;
  readonly versions: readonly Version[];
}

interface GrowingEntry extends Entry {
  readonly versions: Version[];
}

/** The space between two keys, for paragraphs that are inserted. */
const KEY_STEP = 1n << 20n;
const DURATION_MS = 500;
/** Paragraphs are inserted only where they are not taken for early ones. */
const MIN_GAP_MS = 400;

const latest = ({ versions }: Entry): Version => versions.at(-1) ?? { since: 0, text: null, durationMs: 0 };

/** True if a paragraph is in the transcript now. */
export const isThere = (entry: Entry): boolean => latest(entry).text !== null;

/** A running meeting that people edit, with its whole history. Moments are numbers that rise with each change. */
export class LivingMeeting {
  readonly #entries: GrowingEntry[] = [];
  #edits = 0;
  /** True after a paragraph was inserted: then a later one is no proof that an earlier reader missed it. */
  hasInserted = false;
  /** True after a paragraph was removed. */
  hasRemoved = false;
  /** True after a time fell. */
  falls = false;

  /** All paragraphs that ever were, in order. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** The transcript as it is now. */
  get current(): readonly { readonly entry: Entry; readonly paragraph: Paragraph }[] {
    return this.#entries.filter(isThere).map((entry) => {
      const { text, durationMs } = latest(entry);
      const paragraph = paragraphAt(entry.startTime, text ?? "");
      return { entry, paragraph: { ...paragraph, endTime: entry.startTime + durationMs } };
    });
  }

  /** The number of paragraphs in the largest group that starts together. */
  get largestGroup(): number {
    const groups = Map.groupBy(this.#entries.filter(isThere), ({ startTime }) => startTime);
    return Math.max(1, ...[...groups.values()].map(({ length }) => length));
  }

  /** The paragraph that says a text. */
  entryOf({ text }: Paragraph): Entry {
    const id = Number(/#(\d+)/.exec(text)?.[1]);
    const entry = this.#entries.find((each) => each.id === id);
    if (entry === undefined) throw new Error(`nobody said ${text}`);
    return entry;
  }

  apply(change: Change, moment: number): void {
    if (change.kind === "append") return this.append(change.step, moment);
    const there = this.#entries.filter(isThere);
    const entry = there[change.at % Math.max(1, there.length)];
    const last = there.at(-1);
    if (entry === undefined || last === undefined) return undefined;
    if (change.kind === "grow" || (change.kind === "edit" && entry === last)) return this.#grow(last, moment);
    if (change.kind === "edit") return this.#edit(entry, moment);
    if (change.kind === "insert") return this.#insertAfter(entry, moment);
    if (change.kind === "merge") return this.#merge(entry, there[there.indexOf(entry) + 1], moment);
    return there.length > 1 ? this.#remove(entry, moment) : undefined;
  }

  append(step: Step, moment: number): void {
    const last = this.#entries.at(-1);
    const startTime = last === undefined ? 0 : timeAfter(last.startTime, step);
    const key = (last?.key ?? 0n) + KEY_STEP;
    this.falls ||= startTime < (last?.startTime ?? 0);
    const groupKey = last?.startTime === startTime ? last.groupKey : key;
    this.#entries.push(this.#createEntry(startTime, key, groupKey, moment));
  }

  #createEntry(startTime: number, key: bigint, groupKey: bigint, since: number): GrowingEntry {
    const id = this.#entries.length;
    return { id, startTime, key, groupKey, versions: [{ since, text: `said #${id}.`, durationMs: DURATION_MS }] };
  }

  #grow(entry: GrowingEntry, since: number): void {
    const { text, durationMs } = latest(entry);
    entry.versions.push({ since, text: `${text} More.`, durationMs: durationMs + 300 });
  }

  #edit(entry: GrowingEntry, since: number): void {
    this.#edits += 1;
    entry.versions.push({ ...latest(entry), since, text: `corrected ${this.#edits} times, #${entry.id}.` });
  }

  #remove(entry: GrowingEntry, since: number): void {
    entry.versions.push({ since, text: null, durationMs: 0 });
    this.hasRemoved = true;
  }

  #merge(entry: GrowingEntry, next: GrowingEntry | undefined, since: number): void {
    if (next === undefined || next.startTime < entry.startTime) return;
    const durationMs = next.startTime + DURATION_MS - entry.startTime;
    entry.versions.push({ since, text: `${latest(entry).text} ${latest(next).text}`, durationMs });
    this.#remove(next, since);
  }

  #insertAfter(entry: GrowingEntry, since: number): void {
    const place = this.#entries.indexOf(entry) + 1;
    const next = this.#entries[place];
    if (next === undefined || next.startTime - entry.startTime < MIN_GAP_MS || next.key - entry.key < 2n) return;
    const key = (entry.key + next.key) / 2n;
    const startTime = Math.floor((entry.startTime + next.startTime) / 2);
    this.#entries.splice(place, 0, this.#createEntry(startTime, key, key, since));
    this.hasInserted = true;
  }
}

function timeAfter(time: number, step: Step): number {
  if (step === "recording") return 0;
  return step === "early" ? Math.max(0, time - 5) : time + step;
}

/** The moment until which a version was in the transcript. */
function endOf({ versions }: Entry, index: number): number {
  return versions[index + 1]?.since ?? Infinity;
}

/** True if a paragraph had a text (any, if none is given) at some moment from `since` on. */
export function stoodAt(entry: Entry, since: number, text?: string): boolean {
  return entry.versions.some(
    (version, index) =>
      version.text !== null && (text ?? version.text) === version.text && endOf(entry, index) >= since,
  );
}

/** True if a paragraph was there all the time from `since` on, with this text if one is given. */
export function stoodThroughout(entry: Entry, since: number, text?: string): boolean {
  const { versions } = entry;
  const wasThere = (versions[0]?.since ?? Infinity) < since;
  const isRight = (version: Version) => version.text !== null && (text ?? version.text) === version.text;
  return wasThere && versions.every((version, index) => isRight(version) || endOf(entry, index) < since);
}

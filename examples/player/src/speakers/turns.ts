/** A span in which one person speaks, in milliseconds of the recording. */
export interface Turn {
  readonly startTime: number;
  readonly endTime: number;
}

/** The speaker and the times of a caption. */
interface SpokenSpan extends Turn {
  readonly key: string;
}

/** A shorter pause does not end a turn. */
const BREATH_MS = 1500;

/**
 * The turns of each speaker by key, in the order of their times. Captions with short pauses between them are one turn.
 */
export function toTurns(spans: readonly SpokenSpan[]): ReadonlyMap<string, readonly Turn[]> {
  const turns = new Map<string, Turn[]>();
  for (const { key, startTime, endTime } of spans.toSorted((one, other) => one.startTime - other.startTime)) {
    const own = turns.get(key) ?? [];
    const last = own.at(-1);
    if (last !== undefined && startTime - last.endTime <= BREATH_MS)
      own[own.length - 1] = { startTime: last.startTime, endTime: Math.max(last.endTime, endTime) };
    else own.push({ startTime, endTime });
    turns.set(key, own);
  }
  return turns;
}

/**
 * The time at which the playback of one speaker continues: the given time inside a turn, otherwise the next turn's
 * start; null after the last.
 */
export function nextSpokenTime(turns: readonly Turn[], timeMs: number): number | null {
  const turn = turns.find(({ endTime }) => timeMs < endTime);
  return turn === undefined ? null : Math.max(timeMs, turn.startTime);
}

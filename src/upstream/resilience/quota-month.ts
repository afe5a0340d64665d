/**
 * DingTalk's time zone is China Standard Time, all year. It documents a quota per month and not where the month begins; its service runs
 * and bills in China, for the international address too, so that is the best guess. A wrong guess shifts the limit by some hours.
 */
const OFFSET_MS = 8 * 3_600_000;

/** The month of the upstream's quota that a moment belongs to, such as `2026-11`. */
export function monthOf(atMs: number): string {
  return new Date(atMs + OFFSET_MS).toISOString().slice(0, 7);
}

/** How long it is until the next month begins, in milliseconds. */
export function untilNextMonth(atMs: number): number {
  const local = new Date(atMs + OFFSET_MS);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1) - OFFSET_MS - atMs;
}

/** When a month such as `2026-11` begins, in milliseconds since 1970. */
export function startOfMonth(month: string): number {
  return Date.parse(`${month}-01T00:00:00Z`) - OFFSET_MS;
}

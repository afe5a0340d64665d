/**
 * China Standard Time, without summer time. DingTalk documents a monthly quota, but not the time zone of the month. Its
 * service runs and bills in China, also for the international address, so this is the best guess. A wrong guess shifts
 * the limit by some hours.
 */
const OFFSET_MS = 8 * 3_600_000;

/** The quota month of a time, such as `2026-11`. */
export function monthOf(atMs: number): string {
  return new Date(atMs + OFFSET_MS).toISOString().slice(0, 7);
}

/** The time until the next quota month, in milliseconds. */
export function untilNextMonth(atMs: number): number {
  const local = new Date(atMs + OFFSET_MS);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1) - OFFSET_MS - atMs;
}

/** The start of a quota month such as `2026-11`, in milliseconds since 1970. */
export function startOfMonth(month: string): number {
  return Date.parse(`${month}-01T00:00:00Z`) - OFFSET_MS;
}

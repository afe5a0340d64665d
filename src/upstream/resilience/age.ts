/**
 * The time since a moment, in milliseconds; `Infinity` if the moment is in the future. The clock was set back then, and
 * nobody knows how long ago the moment was.
 */
export function ageOf(at: number, now: number): number {
  return at > now ? Infinity : now - at;
}

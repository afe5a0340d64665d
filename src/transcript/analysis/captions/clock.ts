/** A whole number, not negative, with at least two digits. */
const twoDigits = (value: number) => (value < 10 ? `0${value}` : String(value));

const threeDigits = (value: number) => (value < 100 ? `0${twoDigits(value)}` : String(value));

/** A time as `hh:mm:ss`, rounded down. Hours have at least two digits. */
export function toClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

/** A time as `hh:mm:ss.mmm`. `separator` replaces the point. */
export const toExactClock = (ms: number, separator = "."): string => toClock(ms) + separator + threeDigits(ms % 1000);

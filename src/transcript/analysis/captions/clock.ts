/** A whole number from 0 on with two digits or more. */
const twoDigits = (value: number) => (value < 10 ? `0${value}` : String(value));

const threeDigits = (value: number) => (value < 100 ? `0${twoDigits(value)}` : String(value));

/** A time as `hh:mm:ss`, hours with two digits or more; what is left of a second is dropped. */
export function toClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

/** A time as `hh:mm:ss.mmm`; `separator` stands in front of the milliseconds. */
export const toExactClock = (ms: number, separator = "."): string => toClock(ms) + separator + threeDigits(ms % 1000);

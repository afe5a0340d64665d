const pad = (value: number, digits: number) => String(value).padStart(digits, "0");

/** A time as `hh:mm:ss`, hours with two digits or more; what is left of a second is dropped. */
export function toClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => pad(part, 2))
    .join(":");
}

/** A time as `hh:mm:ss.mmm`; `separator` stands in front of the milliseconds. */
export const toExactClock = (ms: number, separator = "."): string => toClock(ms) + separator + pad(ms % 1000, 3);

import { isInt64 } from "./int64.js";
import { type PagePath, broken } from "./page-path.js";

/** The values that every level of a page is made of: each function checks one, and throws `UpstreamBadResponse` naming the place. */

/** True for a JSON object; a list is none. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a time as the model has it: whole milliseconds, never negative, at most 2^53-1. */
export function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** The list itself, or an empty one when there is none. */
export function toList(value: unknown, place: PagePath | null, key: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw broken(place, key, "a list", value);
  return value;
}

/** The time in milliseconds; a time is never optional. */
export function toTime(value: unknown, place: PagePath, key: string): number {
  if (!isTime(value)) throw broken(place, key, "a whole number of milliseconds", value);
  return value;
}

/** The string, or null when there is none. */
export function toTextOrNull(value: unknown, place: PagePath, key: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw broken(place, key, "a string", value);
  return value;
}

/** The number as it came, or null when there is none. */
export function toNumberOrNull(value: unknown, place: PagePath, key: string): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "number") throw broken(place, key, "a number", value);
  return value;
}

/** The identifier's digits, or null when there is none. It must be exact: a number beyond 2^53 is refused, its digits are not. */
export function toInt64OrNull(value: unknown, place: PagePath | null, key: string): string | null {
  if (value === undefined || value === null) return null;
  const digits = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof digits !== "string" || !isInt64(digits)) throw broken(place, key, "a 64-bit whole number", value);
  return digits;
}

/** The token's digits. The upstream's `0` means the beginning, so it leads nowhere on and counts as none; so does an empty string. */
export function toTokenOrNull(value: unknown, place: PagePath | null, key: string): string | null {
  const digits = value === "" ? null : toInt64OrNull(value, place, key);
  return digits === "0" ? null : digits;
}

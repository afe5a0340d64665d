import { ABSENT_TEXT } from "../../transcript/model.js";
import { isInt64 } from "./int64.js";
import type { OddityCounts } from "./oddities.js";
import { type PagePath, broken } from "./page-path.js";

/**
 * The values of every level of a page. Each function checks one value, and throws `UpstreamBadResponse` with the place.
 */

/** True for a JSON object, false for a list. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a time of the model: whole milliseconds, never negative, at most 2^53-1. */
export function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** The list itself, or an empty list if it is missing. */
export function toList(value: unknown, place: PagePath | null, key: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw broken(place, key, "a list", value);
  return value;
}

/**
 * The time in milliseconds, or null if it is missing. A numeric string is read as a number, and a fraction is rounded.
 */
export function toTimeOrNull(value: unknown, place: PagePath, key: string, oddities: OddityCounts): number | null {
  if (value === undefined || value === null) return null;
  return repairNumber(value, isTime, oddities) ?? refuse(value, place, key, "a whole number of milliseconds");
}

/** The time in milliseconds, which must not be missing. */
export function toTime(value: unknown, place: PagePath, key: string, oddities: OddityCounts): number {
  return toTimeOrNull(value, place, key, oddities) ?? refuse(value, place, key, "a whole number of milliseconds");
}

/** The string, or null if it is missing. */
export function toTextOrNull(value: unknown, place: PagePath, key: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw broken(place, key, "a string", value);
  return value;
}

/** A person's id or name; null if missing or empty. An empty one names nobody, and would make one person of several. */
export function toPersonOrNull(value: unknown, place: PagePath, key: string): string | null {
  return toTextOrNull(value, place, key) || null;
}

/** The text, or an empty text if it is missing. */
export function toTextOrEmpty(value: unknown, place: PagePath, key: string): string {
  return toTextOrNull(value, place, key) ?? ABSENT_TEXT;
}

/** The whole number, or null if it is missing. A numeric string is read as a number, and a fraction is rounded. */
export function toNumberOrNull(value: unknown, place: PagePath, key: string, oddities: OddityCounts): number | null {
  if (value === undefined || value === null) return null;
  return repairNumber(value, Number.isSafeInteger, oddities) ?? refuse(value, place, key, "a number");
}

/** A decimal number in a string. */
const NUMERIC = /^-?\d{1,16}(?:\.\d{1,16})?$/;

/** The whole number that a value means; null if it means none, or one that does not fit. */
function repairNumber(value: unknown, fits: (whole: number) => boolean, oddities: OddityCounts): number | null {
  const number = typeof value === "string" && NUMERIC.test(value) ? Number(value) : value;
  if (typeof number !== "number") return null;
  const whole = Math.round(number) + 0; // no -0
  if (!fits(whole)) return null;
  if (number !== value) oddities.add("numeric-string");
  if (number !== whole) oddities.add("fraction");
  return whole;
}

function refuse(value: unknown, place: PagePath, key: string, expected: string): never {
  throw broken(place, key, expected, value);
}

/**
 * The identifier's digits, or null if it is missing. It must be exact: a number beyond 2^53 is refused, but its digits
 * in a string are accepted.
 */
export function toInt64OrNull(value: unknown, place: PagePath | null, key: string): string | null {
  if (value === undefined || value === null) return null;
  const digits = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof digits !== "string" || !isInt64(digits)) throw broken(place, key, "a 64-bit whole number", value);
  return digits;
}

/** The token's digits. The upstream's `0` means the beginning, so it counts as none, and so does an empty string. */
export function toTokenOrNull(value: unknown, place: PagePath | null, key: string): string | null {
  const digits = value === "" ? null : toInt64OrNull(value, place, key);
  return digits === "0" ? null : digits;
}

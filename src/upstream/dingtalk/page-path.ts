import { UpstreamBadResponse } from "../../errors.js";

/** An item of a list in a page, and the item that contains the list; null is the page itself. */
export interface PagePath {
  readonly parent: PagePath | null;
  readonly list: string;
  readonly index: number;
}

/** A string that is shown where a number is expected; any other string could be transcript text. */
const NUMBER_LIKE = /^[\d.+-]{1,20}$/;

/**
 * The error for a value that is not `expected`, such as `paragraphList[3].startTime is not a whole number: it is null`.
 * An empty `key` means the item itself. The value is shown only if it is a number, because errors never contain
 * transcript text.
 */
export function broken(place: PagePath | null, key: string, expected: string, value: unknown): UpstreamBadResponse {
  const path = [...steps(place), key].filter((step) => step !== "").join(".");
  return new UpstreamBadResponse(`${path} is not ${expected}: it is ${shown(value)}`);
}

function steps(place: PagePath | null): string[] {
  return place === null ? [] : [...steps(place.parent), `${place.list}[${place.index}]`];
}

function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null || typeof value === "number") return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return NUMBER_LIKE.test(value) ? `"${value}"` : "a string";
  return typeof value === "object" ? "an object" : "a boolean";
}

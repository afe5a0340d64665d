import { RawJson } from "../execution/response-body.js";

/** Quotes, a colon and a comma around a name or a text. */
const AROUND = 4;

/** The most bytes of a number, `true`, `false` or `null` that are not worth a look. */
const SHORT = 4;

/**
 * How many bytes a response takes as JSON, as near as it can be known without writing it. It stops counting behind `max`: to
 * count on would cost as much as to write.
 */
export function sizeOf(value: unknown, max: number): number {
  if (typeof value === "string") return Buffer.byteLength(value) + AROUND;
  if (typeof value !== "object" || value === null) return SHORT;
  if (value instanceof RawJson) return value.bytes.length;
  let bytes = 2;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) bytes += name.length + AROUND;
    bytes += sizeOf(member, max - bytes);
    if (bytes > max) return bytes;
  }
  return bytes;
}

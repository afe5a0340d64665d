import { RawJson } from "../execution/response-body.js";

/** Quotes, a colon and a comma around a name or a text. */
const AROUND = 4;

/** Numbers, `true`, `false` and `null` up to this length are counted as this length. */
const SHORT = 4;

/** The approximate size of a response as JSON. Stops counting above `max`, where it would cost as much as writing. */
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

import { randomUUID } from "node:crypto";
import type { FormattedExecutionResult } from "graphql";

/** In front of a text whose characters are the bytes of UTF-8; JSON never begins with it. */
const BYTES_FOLLOW = "\0";

/** Where the fragments of the answer that is being written are gathered, each of which leaves its number behind `mark`. */
let gathering: { readonly mark: string; readonly fragments: JsonFragment[] } | null = null;

/** Part of an answer that is JSON already. */
export class JsonFragment {
  /** `bytes`: its UTF-8, each byte as a character. */
  constructor(readonly bytes: string) {}

  /** To whoever makes JSON of an answer by himself it is what it says. */
  toJSON(): unknown {
    if (gathering === null) return JSON.parse(Buffer.from(this.bytes, "latin1").toString());
    gathering.fragments.push(this);
    return gathering.mark;
  }
}

/**
 * The answer as JSON, after which its data is let go of. Apollo Server hands an operation to the executor together with
 * accessors that close over the request; V8 keeps such closures in an object's hidden class, which only a full collection
 * clears. What hangs on the request would survive until then: half of the time of a deep page went into moving it about.
 * With fragments in it, the text is for `toBytes` alone: Apollo Server takes nothing but strings, and to make one of the
 * bytes of a fragment, and bytes of it again, would take as long as to write it.
 */
export function toJson(result: FormattedExecutionResult): string {
  const text = stringify(result);
  for (const name of Object.keys(result.data ?? {})) Reflect.deleteProperty(result.data ?? {}, name);
  return text;
}

/** The bytes of an answer's text. */
export function toBytes(text: string): Buffer {
  return text.startsWith(BYTES_FOLLOW) ? Buffer.from(text, "latin1").subarray(BYTES_FOLLOW.length) : Buffer.from(text);
}

function stringify(result: FormattedExecutionResult): string {
  // Nobody can know it: text in the answer must not look like a fragment's place.
  const gathered = { mark: randomUUID(), fragments: [] as JsonFragment[] };
  gathering = gathered;
  try {
    const text = JSON.stringify(result);
    const { mark, fragments } = gathered;
    if (fragments.length === 0) return text;
    const [head = "", ...tails] = text.split(JSON.stringify(mark));
    return fragments.reduce(
      (whole, { bytes }, index) => whole + bytes + asBytes(tails[index] ?? ""),
      BYTES_FOLLOW + asBytes(head),
    );
  } finally {
    gathering = null;
  }
}

function asBytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}

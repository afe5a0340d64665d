import { randomUUID } from "node:crypto";
import type { FormattedExecutionResult } from "graphql";

/** The fragments of the answer that is being written, in the order of their places, in each of which `mark` stands. */
let gathering: { readonly mark: string; readonly fragments: RawJson[] } | null = null;

const NOTHING = Buffer.alloc(0);

/** Part of an answer that is JSON already. */
export class RawJson {
  #bytes: Buffer | null;
  readonly #onRelease: () => void;

  /** `bytes`: its UTF-8. `onRelease` is called when nobody reads them any more. */
  constructor(bytes: Buffer, onRelease: () => void = () => undefined) {
    this.#bytes = bytes;
    this.#onRelease = onRelease;
  }

  /** @throws Error when they have been given back: they may be somebody else's by now. */
  get bytes(): Buffer {
    if (this.#bytes === null) throw new Error("part of an answer is read that has been sent");
    return this.#bytes;
  }

  /** Gives back the bytes. */
  release(): void {
    if (this.#bytes === null) return;
    this.#bytes = null;
    this.#onRelease();
  }

  /** To whoever makes JSON of an answer by himself it is what it says. */
  toJSON(): unknown {
    if (gathering === null) return JSON.parse(this.bytes.toString());
    gathering.fragments.push(this);
    return gathering.mark;
  }
}

/**
 * The bytes of an answer in JSON, after which its data is let go of. Apollo Server hands an operation to the executor together with
 * accessors that close over the request; V8 keeps such closures in an object's hidden class, which only a full collection
 * clears. What hangs on the request would survive until then: half of the time of a deep page went into moving it about.
 */
export function toBody(result: FormattedExecutionResult): Buffer {
  const body = write(result);
  for (const name of Object.keys(result.data ?? {})) Reflect.deleteProperty(result.data ?? {}, name);
  return body;
}

function write(result: FormattedExecutionResult): Buffer {
  // Nobody can know it: no text in the answer looks like a fragment's place.
  const mark = randomUUID();
  const fragments: RawJson[] = [];
  gathering = { mark, fragments };
  try {
    const text = JSON.stringify(result);
    if (fragments.length === 0) return Buffer.from(text);
    const pieces = text.split(JSON.stringify(mark)).map((piece) => Buffer.from(piece));
    const body = Buffer.concat(pieces.flatMap((piece, index) => [piece, fragments[index]?.bytes ?? NOTHING]));
    for (const fragment of fragments) fragment.release();
    return body;
  } finally {
    gathering = null;
  }
}

import { randomUUID } from "node:crypto";
import type { FormattedExecutionResult } from "graphql";

/** The fragments of the response that is being written, in order. In the JSON, `mark` is a placeholder for each. */
let gathering: { readonly mark: string; readonly fragments: RawJson[] } | null = null;

const NOTHING = Buffer.alloc(0);

/** A part of a response that is JSON already. */
export class RawJson {
  #bytes: Buffer | null;
  readonly #onRelease: () => void;

  /** `bytes`: UTF-8. `onRelease` is called when they are no longer needed. */
  constructor(bytes: Buffer, onRelease: () => void = () => undefined) {
    this.#bytes = bytes;
    this.#onRelease = onRelease;
  }

  /** @throws Error after the release, because another writer may use the memory. */
  get bytes(): Buffer {
    if (this.#bytes === null) throw new Error("a part of a response is read after its release");
    return this.#bytes;
  }

  /** Releases the memory for other writers. */
  release(): void {
    if (this.#bytes === null) return;
    this.#bytes = null;
    this.#onRelease();
  }

  /** The placeholder within `toBody`; elsewhere the parsed value, so that `JSON.stringify` works as usual. */
  toJSON(): unknown {
    if (gathering === null) return JSON.parse(this.bytes.toString());
    gathering.fragments.push(this);
    return gathering.mark;
  }
}

/**
 * A response as JSON bytes. Then deletes the data from the result. Apollo Server passes the executor accessors that
 * close over the request, and V8 keeps such closures in a hidden class until a full garbage collection. The data would
 * survive with the request, and moving it took half of the time of a deep page.
 */
export function toBody(result: FormattedExecutionResult): Buffer {
  const body = write(result);
  for (const name of Object.keys(result.data ?? {})) Reflect.deleteProperty(result.data ?? {}, name);
  return body;
}

function write(result: FormattedExecutionResult): Buffer {
  // Random, so no text in the response can equal it.
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

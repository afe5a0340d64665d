import type { Dispatcher } from "undici";
import type { HttpResponse, ResponseHeaders } from "./response.js";
import { bodyError, connectionError, cutShort } from "./exchange-errors.js";

/**
 * Receives one response by undici's callbacks. Its stream has a queue and several events for each chunk, which took a
 * tenth of a small call's processor time.
 */
export class ResponseReceiver implements Dispatcher.DispatchHandler {
  #status: number | null = null;
  #headers: ResponseHeaders = {};
  #body = new BodyBuffer(null);

  /** One of the two functions is called, once. `maxBytes`: the maximum length of the body as it arrives. */
  constructor(
    readonly resolve: (response: HttpResponse) => void,
    readonly reject: (error: Error) => void,
    readonly maxBytes: number,
  ) {}

  /** undici requires it. */
  onRequestStart(): void {}

  /** Called for interim responses too (RFC 9110, section 15.2). */
  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    const length = Number(headers["content-length"] ?? NaN);
    this.#body = new BodyBuffer(length <= this.maxBytes ? length : null);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body.add(chunk);
  }

  onResponseEnd(): void {
    const body = this.#body.finish();
    if (body === null || this.#status === null) this.reject(cutShort("length"));
    else this.resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.reject(this.#status === null ? connectionError(error) : bodyError(error, this.maxBytes));
  }
}

/** Collects a body. If its length is known, each chunk is copied on arrival, so a page is never in memory twice. */
class BodyBuffer {
  readonly #whole: Buffer | null;
  readonly #chunks: Buffer[] = [];
  #length = 0;

  /** `length`: in bytes; null if it is unknown. */
  constructor(length: number | null) {
    this.#whole = length === null ? null : Buffer.allocUnsafeSlow(length);
  }

  add(chunk: Buffer): void {
    if (this.#whole === null) this.#chunks.push(chunk);
    else chunk.copy(this.#whole, this.#length);
    this.#length += chunk.length;
  }

  /** The body; null if it has another length than expected. */
  finish(): Buffer | null {
    if (this.#whole === null) return Buffer.concat(this.#chunks);
    return this.#length === this.#whole.length ? this.#whole : null;
  }
}

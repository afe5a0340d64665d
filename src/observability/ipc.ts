/**
 * The events that mean that the other process is gone; both may come. A process that is killed while it writes, or
 * while it gets a connection, can exit without a `disconnect`. A worker gets no `exit` of its primary.
 */
export const GONE = ["disconnect", "exit"] as const;

/** One end of a channel between two processes, such as a `Worker` of node:cluster in the primary or the worker. */
export interface Channel {
  send(message: object, callback: (error: Error | null) => void): boolean;
  on(event: "message", listener: (message: unknown) => void): unknown;
  once(event: (typeof GONE)[number], listener: () => void): unknown;
}

interface IpcRequest {
  readonly id: number;
  readonly request: string;
}

/** `failure` is null if there is a value. */
interface IpcResponse {
  readonly responseTo: number;
  readonly value: unknown;
  readonly failure: string | null;
}

/** Requests and responses between two processes, in both directions. Other messages on the channel are ignored. */
export class RequestChannel {
  readonly #channel: Channel;
  readonly #handlers: Readonly<Record<string, () => Promise<unknown>>>;
  readonly #waiting = new Map<number, (response: IpcResponse | null) => void>();
  #lastId = 0;

  /** `handlers` has a function for each request; its errors are returned to the sender. */
  constructor(channel: Channel, handlers: Readonly<Record<string, () => Promise<unknown>>>) {
    this.#channel = channel;
    this.#handlers = handlers;
    channel.on("message", (message) => {
      if (isRequest(message)) void this.#respond(message);
      else if (isResponse(message)) this.#waiting.get(message.responseTo)?.(message);
    });
    for (const event of GONE)
      channel.once(event, () => {
        for (const settle of this.#waiting.values()) settle(null);
      });
  }

  /**
   * The other process's response, as JSON keeps it; null if that process is gone, or ends.
   * @throws Error if it fails to respond, or does not respond in time.
   */
  async request(request: string, timeoutMs: number): Promise<unknown> {
    const id = (this.#lastId += 1);
    const { promise, resolve, reject } = Promise.withResolvers<IpcResponse | null>();
    const late = new Error(`another process did not respond within ${timeoutMs} ms: ${request}`);
    const timer = setTimeout(() => reject(late), timeoutMs);
    this.#waiting.set(id, resolve);
    // Without a callback, a send error would be an unhandled event, which ends the process.
    this.#channel.send({ id, request } satisfies IpcRequest, (error) => {
      if (error !== null) resolve(null);
    });
    try {
      const response = await promise;
      if (response !== null && response.failure !== null) throw new Error(response.failure);
      return response?.value ?? null;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  async #respond({ id, request }: IpcRequest): Promise<void> {
    const response: IpcResponse = await this.#handle(request).then(
      (value) => ({ responseTo: id, value, failure: null }),
      (error: unknown) => ({ responseTo: id, value: null, failure: String(error) }),
    );
    // If the sender has gone, it needs no response.
    this.#channel.send(response, () => undefined);
  }

  async #handle(request: string): Promise<unknown> {
    const handler = this.#handlers[request];
    if (handler === undefined) throw new Error(`this process has no handler for: ${request}`);
    return handler();
  }
}

function isRequest(message: unknown): message is IpcRequest {
  return hasFields(message, "id", "request") && typeof message.id === "number" && typeof message.request === "string";
}

function isResponse(message: unknown): message is IpcResponse {
  if (!hasFields(message, "responseTo", "failure", "value") || typeof message.responseTo !== "number") return false;
  return message.failure === null || typeof message.failure === "string";
}

function hasFields<Field extends string>(message: unknown, ...fields: Field[]): message is Record<Field, unknown> {
  return typeof message === "object" && message !== null && fields.every((field) => field in message);
}

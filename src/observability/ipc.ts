/**
 * The events that mean that the other process is gone; both may come. A process that is killed while it writes, or
 * while it gets a connection, can exit without a `disconnect`. A worker gets no `exit` of its primary.
 */
export const GONE = ["disconnect", "exit"] as const;

/**
 * One end of a channel between two processes. A `Worker` of node:cluster is one, in the primary and in the worker
 * itself.
 */
export interface Channel {
  send(message: object, callback: (error: Error | null) => void): boolean;
  on(event: "message", listener: (message: unknown) => void): unknown;
  once(event: (typeof GONE)[number], listener: () => void): unknown;
}

interface Question {
  readonly id: number;
  readonly question: string;
}

/** `failure` is null if there is a value. */
interface Answer {
  readonly answerTo: number;
  readonly value: unknown;
  readonly failure: string | null;
}

/** Requests and responses between two processes, in both directions. Other messages on the channel are ignored. */
export class Conversation {
  readonly #channel: Channel;
  readonly #answers: Readonly<Record<string, () => Promise<unknown>>>;
  readonly #asked = new Map<number, (answer: Answer | null) => void>();
  #lastId = 0;

  /** `answers` has the handler of each request; its errors are returned to the sender. */
  constructor(channel: Channel, answers: Readonly<Record<string, () => Promise<unknown>>>) {
    this.#channel = channel;
    this.#answers = answers;
    channel.on("message", (message) => {
      if (isQuestion(message)) void this.#answer(message);
      else if (isAnswer(message)) this.#asked.get(message.answerTo)?.(message);
    });
    for (const event of GONE)
      channel.once(event, () => {
        for (const settle of this.#asked.values()) settle(null);
      });
  }

  /**
   * The other process's response, as JSON keeps it; null if that process is gone, or ends.
   * @throws Error if it fails to respond, or does not respond in time.
   */
  async ask(question: string, timeoutMs: number): Promise<unknown> {
    const id = (this.#lastId += 1);
    const { promise, resolve, reject } = Promise.withResolvers<Answer | null>();
    const late = new Error(`another process did not answer within ${timeoutMs} ms: ${question}`);
    const timer = setTimeout(() => reject(late), timeoutMs);
    this.#asked.set(id, resolve);
    // Without a callback, a send error would be an unhandled event, which ends the process.
    this.#channel.send({ id, question } satisfies Question, (error) => {
      if (error !== null) resolve(null);
    });
    try {
      const answer = await promise;
      if (answer !== null && answer.failure !== null) throw new Error(answer.failure);
      return answer?.value ?? null;
    } finally {
      clearTimeout(timer);
      this.#asked.delete(id);
    }
  }

  async #answer({ id, question }: Question): Promise<void> {
    const answer: Answer = await this.#find(question).then(
      (value) => ({ answerTo: id, value, failure: null }),
      (error: unknown) => ({ answerTo: id, value: null, failure: String(error) }),
    );
    // If the sender has gone, it needs no response.
    this.#channel.send(answer, () => undefined);
  }

  async #find(question: string): Promise<unknown> {
    const find = this.#answers[question];
    if (find === undefined) throw new Error(`this process has no answer to: ${question}`);
    return find();
  }
}

function isQuestion(message: unknown): message is Question {
  return hasFields(message, "id", "question") && typeof message.id === "number" && typeof message.question === "string";
}

function isAnswer(message: unknown): message is Answer {
  if (!hasFields(message, "answerTo", "failure", "value") || typeof message.answerTo !== "number") return false;
  return message.failure === null || typeof message.failure === "string";
}

function hasFields<Field extends string>(message: unknown, ...fields: Field[]): message is Record<Field, unknown> {
  return typeof message === "object" && message !== null && fields.every((field) => field in message);
}

import type { Worker } from "node:cluster";

/** The end of a worker that is replaced. */
export interface WorkerEnd {
  readonly worker: number;
  /** Null if a signal ended it, or if the system could not start it. */
  readonly code: number | null;
  readonly signal: string | null;
  /** The wait before its replacement starts. */
  readonly waitMs: number;
}

/** How to supervise workers. */
export interface WorkerOptions {
  readonly count: number;
  /** The number of ports that a worker listens on before it is ready. */
  readonly ports: number;
  /** Called for every worker that has ended and is replaced. */
  readonly onEnd: (end: WorkerEnd) => void;
  /** The first and the longest wait between the end of a worker and its replacement. */
  readonly backOffMs: { readonly first: number; readonly longest: number };
}

/**
 * Starts workers and replaces those that end. The wait doubles each time, until a worker listens again. If a worker
 * ends before any has listened, a replacement would have the same fault (such as a port in use), so all workers are
 * stopped.
 */
export class Supervisor {
  readonly #end = Promise.withResolvers<number | null>();
  /** Resolves when the workers are gone: with null after `stop`, or with the exit code of one that could not start. */
  readonly ended = this.#end.promise;
  readonly #workers = new Set<Worker>();
  readonly #waits = new Set<NodeJS.Timeout>();
  #waitMs: number;
  #hasListened = false;
  #isStopping = false;
  #exitCode: number | null = null;

  /** `pool` is node:cluster. */
  constructor(
    readonly pool: { fork(): Worker },
    readonly options: WorkerOptions,
  ) {
    this.#waitMs = options.backOffMs.first;
    for (let index = 0; index < options.count; index += 1) this.#start();
  }

  /** Tells each worker to finish its requests, and starts no others. */
  stop(): void {
    this.#isStopping = true;
    for (const wait of this.#waits) clearTimeout(wait);
    for (const worker of this.#workers) worker.process.kill("SIGTERM");
    if (this.#workers.size === 0) this.#end.resolve(this.#exitCode);
  }

  #start(): void {
    const worker = this.pool.fork();
    this.#workers.add(worker);
    let listening = 0;
    worker.on("listening", () => {
      listening += 1;
      if (listening < this.options.ports) return;
      this.#hasListened = true;
      this.#waitMs = this.options.backOffMs.first;
    });
    const end = (code: number | null, signal: string | null) => {
      this.#workers.delete(worker);
      this.#onExit(worker.id, code, signal);
    };
    worker.once("exit", end);
    // Without a listener, an error would end the primary. A worker that the system could not start has no `exit`.
    worker.on("error", () => {
      if (worker.process.pid === undefined) end(null, null);
    });
  }

  #onExit(worker: number, code: number | null, signal: string | null): void {
    if (this.#isStopping) {
      if (this.#workers.size === 0) this.#end.resolve(this.#exitCode);
    } else if (this.#hasListened) {
      this.options.onEnd({ worker, code: signal === null ? code : null, signal, waitMs: this.#waitMs });
      this.#startLater();
    } else {
      this.#exitCode = code ?? 1;
      this.stop();
    }
  }

  #startLater(): void {
    const wait = setTimeout(() => {
      this.#waits.delete(wait);
      this.#start();
    }, this.#waitMs);
    this.#waits.add(wait);
    this.#waitMs = Math.min(2 * this.#waitMs, this.options.backOffMs.longest);
  }
}

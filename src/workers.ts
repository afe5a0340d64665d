import type { Worker } from "node:cluster";

/** The part of node:cluster that a supervisor needs. */
export interface WorkerPool {
  fork(): Worker;
}

/** The end of a worker that is replaced. */
export interface WorkerEnd {
  readonly worker: number;
  /** Null if a signal ended it. */
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

/** Workers under supervision. */
export interface Supervisor {
  /**
   * Resolves when the workers are gone: with `null` after `stop`, or with the exit code of the first worker if it could
   * not start.
   */
  readonly ended: Promise<number | null>;
  /** Tells each worker to finish its requests, and starts no others. */
  stop(): void;
}

/**
 * Starts workers and replaces those that end. The wait doubles each time, until a worker listens again. If a worker
 * ends before any has listened, a replacement would have the same fault (such as a port in use), so all workers are
 * stopped.
 */
export function superviseWorkers(pool: WorkerPool, { count, ports, onEnd, backOffMs }: WorkerOptions): Supervisor {
  const { promise: ended, resolve: end } = Promise.withResolvers<number | null>();
  const workers = new Set<Worker>();
  const waits = new Set<NodeJS.Timeout>();
  let waitMs = backOffMs.first;
  let hasListened = false;
  let stopping = false;

  const stop = () => {
    stopping = true;
    for (const wait of waits) clearTimeout(wait);
    for (const worker of workers) worker.process.kill("SIGTERM");
    if (workers.size === 0) end(null);
  };
  const onExit = (worker: Worker, code: number | null, signal: string | null) => {
    workers.delete(worker);
    if (stopping) return workers.size === 0 ? end(null) : undefined;
    if (!hasListened) {
      end(code ?? 1);
      return stop();
    }
    onEnd({ worker: worker.id, code: signal === null ? code : null, signal, waitMs });
    const wait = setTimeout(() => {
      waits.delete(wait);
      start();
    }, waitMs);
    waits.add(wait);
    waitMs = Math.min(2 * waitMs, backOffMs.longest);
  };
  const start = () => {
    const worker = pool.fork();
    workers.add(worker);
    let listening = 0;
    worker.on("listening", () => {
      listening += 1;
      if (listening < ports) return;
      hasListened = true;
      waitMs = backOffMs.first;
    });
    worker.once("exit", (code: number | null, signal: string | null) => onExit(worker, code, signal));
  };

  for (let index = 0; index < count; index += 1) start();
  return { ended, stop };
}

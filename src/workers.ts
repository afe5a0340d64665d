import type { Worker } from "node:cluster";

/** What a supervisor needs of node:cluster. */
export interface WorkerPool {
  fork(): Worker;
}

/** How workers are kept. */
export interface WorkerOptions {
  readonly count: number;
  /** Says what happened to a worker; never more than a line. */
  readonly report: (message: string) => void;
  /** Waits between a worker's death and its replacement; the first of them, and the longest. */
  readonly backOffMs: { readonly first: number; readonly longest: number };
}

/** Workers under supervision. */
export interface Supervisor {
  /** Ends when the workers are gone: `null` after `stop`; the exit code of the first one when it could not even begin. */
  readonly ended: Promise<number | null>;
  /** Tells each worker to finish what it has, and starts no other. */
  stop(): void;
}

/**
 * Starts workers and replaces those that die, each time after twice the wait, until one has begun to listen again. A worker
 * that dies before any has listened is a fault that a replacement would share (a port that is taken): then all is over.
 */
export function superviseWorkers(pool: WorkerPool, { count, report, backOffMs }: WorkerOptions): Supervisor {
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
    report(`worker ${worker.id} ended (${signal ?? code}); another one starts in ${waitMs} ms`);
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
    worker.once("listening", () => {
      hasListened = true;
      waitMs = backOffMs.first;
    });
    worker.once("exit", (code: number | null, signal: string | null) => onExit(worker, code, signal));
  };

  for (let index = 0; index < count; index += 1) start();
  return { ended, stop };
}

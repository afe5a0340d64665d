import type { Worker } from "node:cluster";

/** What a supervisor needs of node:cluster. */
export interface WorkerPool {
  fork(): Worker;
}

/** How a worker ended that is replaced. */
export interface WorkerEnd {
  readonly worker: number;
  /** Null when it ended by a signal. */
  readonly code: number | null;
  readonly signal: string | null;
  /** Until another one starts. */
  readonly waitMs: number;
}

/** How workers are kept. */
export interface WorkerOptions {
  readonly count: number;
  /** How many ports a worker listens on before it is ready. */
  readonly ports: number;
  /** Hears of every worker that ended and is replaced. */
  readonly onEnd: (end: WorkerEnd) => void;
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

import pino, { type Logger } from "pino";

/** Where the log's lines go, and which. */
export interface LogOptions {
  readonly level: string;
  /** Gets the lines; null: the standard output. */
  readonly stream: { write(line: string): void } | null;
  /** Fields for every line, of the moment in which it is written, such as the trace's id. */
  readonly fields: () => object;
}

/** The log: JSON lines, each with its level, time and process. */
export function createLog({ level, stream, fields }: LogOptions): Logger {
  const options = { level, mixin: fields };
  return stream === null ? pino(options) : pino(options, stream);
}

/** The standard output as a log's stream, for several logs of one process: each line is written in its turn. `flushSync` before the process ends. */
export function openStandardOutput() {
  return pino.destination({ fd: 1, sync: true });
}

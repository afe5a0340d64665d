import pino, { type Logger } from "pino";

/** The log's destination and level. */
export interface LogOptions {
  readonly level: string;
  /** Gets the lines; null: the standard output. */
  readonly stream: { write(line: string): void } | null;
  /** Fields that are computed for every line, such as the trace's id. */
  readonly fields: () => object;
}

/** The part of the log that writes a warning: fields, and a message. */
export interface WarningLog {
  warn(fields: object, message: string): void;
}

/** The log: JSON lines, each with its level, time and process. */
export function createLog({ level, stream, fields }: LogOptions): Logger {
  const options = { level, mixin: fields };
  return stream === null ? pino(options) : pino(options, stream);
}

/** The standard output for several logs of one process, in order. Call `flushSync` before the process ends. */
export function openStandardOutput() {
  return pino.destination({ fd: 1, sync: true });
}

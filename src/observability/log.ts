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

/**
 * The standard output for several logs of one process, in order. Lines that cannot be written, for example because the
 * disk is full, are written later, up to this many bytes. The rest is lost.
 */
export function openStandardOutput() {
  const output = pino.destination({ fd: 1, sync: true, maxLength: 1_048_576 });
  // Without a listener, the fault would be thrown into the request that writes the line.
  output.on("error", () => {});
  // A full buffer only drops lines. Writing nothing tries to write what it has.
  return output.on("drop", () => output.write(""));
}

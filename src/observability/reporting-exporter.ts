import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-base";
import type { LossListener } from "./tracing.js";

/**
 * Sends spans to a collector, and reports lost ones. To the span processor every export succeeds within `timeoutMs`:
 * otherwise a collector could fail or hold up the stop of the gateway. (The exporter's own timeout does not cover a
 * response that arrives slowly.)
 */
export class ReportingExporter implements SpanExporter {
  #isFailing = false;

  constructor(
    readonly exporter: SpanExporter,
    readonly timeoutMs: number,
    readonly onLoss: LossListener,
  ) {}

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    let isOver = false;
    const finish = (result: ExportResult) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      this.#report(result);
      done({ code: ExportResultCode.SUCCESS });
    };
    const late = { code: ExportResultCode.FAILED, error: new Error(`no response within ${this.timeoutMs} ms`) };
    const timer = setTimeout(() => finish(late), this.timeoutMs);
    this.exporter.export(spans, finish);
  }

  /**
   * Does not wait: when the processor calls this, each export has a result or was given up. Nothing is left that a
   * failure could lose.
   */
  async shutdown(): Promise<void> {
    this.exporter.shutdown().catch(() => {});
  }

  #report({ code, error }: ExportResult): void {
    const isFailing = code === ExportResultCode.FAILED;
    if (isFailing && !this.#isFailing) this.onLoss(reasonOf(error));
    this.#isFailing = isFailing;
  }
}

/** The system's code, the status of the collector's response, or else a sentence of the exporter. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error ? error.code : null;
  if (typeof code === "number") return `status ${code}`;
  return typeof code === "string" ? code : error.message;
}

import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-base";
import type { LossListener } from "./tracing.js";

/**
 * Sends spans to a collector, and reports lost ones. To the span processor every export succeeds: otherwise it would
 * fail when it is closed, and with it the stop of the gateway.
 */
export class ReportingExporter implements SpanExporter {
  #isFailing = false;

  constructor(
    readonly exporter: SpanExporter,
    readonly onLoss: LossListener,
  ) {}

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.exporter.export(spans, ({ code, error }) => {
      const isFailing = code === ExportResultCode.FAILED;
      if (isFailing && !this.#isFailing) this.onLoss(reasonOf(error));
      this.#isFailing = isFailing;
      done({ code: ExportResultCode.SUCCESS });
    });
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }
}

/** The system's code, the status of the collector's response, or else a sentence of the exporter. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error ? error.code : null;
  if (typeof code === "number") return `status ${code}`;
  return typeof code === "string" ? code : error.message;
}

import type { IncomingHttpHeaders } from "node:http";
import type { PageSource } from "../transcript/page-source.js";
import type { CallEvent } from "../transcript/upstream-observer.js";
import type { OperationReport } from "./operation-report.js";

/** Creates spans. They contain nothing of the caller, the query's text or the response. */
export interface Tracing {
  /** Runs an operation in a span, on the trace that the request's headers name, otherwise on a new one. */
  operation<T>(headers: IncomingHttpHeaders, run: () => Promise<T>): Promise<T>;
  /** Adds the report to the span of the running operation. */
  describe(report: OperationReport): void;
  /** `traceId` and `spanId` of the running operation, for its lines in the log; empty outside an operation. */
  ids(): { readonly traceId?: string; readonly spanId?: string };
  /** Adds a failed or repeated attempt to the page's span, as an event. */
  onCall(event: CallEvent): void;
  /** The source, with a span for each page and the trace's context in the headers of its calls. */
  watch(source: PageSource): PageSource;
  /** Sends the remaining spans. Never fails: a collector that does not accept them costs at most a few seconds. */
  close(): Promise<void>;
}

/** Gets the reason for which spans are lost, once until the collector accepts spans again. */
export type LossListener = (reason: string) => void;

/** The destination and the share of spans. */
export interface TracingOptions {
  /** The base address of a collector that accepts OTLP over HTTP. */
  readonly endpoint: URL;
  /** Sent with every request to the collector. */
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly serviceVersion: string;
  /** Attributes of the service besides its name and version. */
  readonly resourceAttributes: Readonly<Record<string, string>>;
  /** The proxies to the collector, under the variable names that Node.js reads. */
  readonly proxyEnv: Readonly<Record<"HTTP_PROXY" | "HTTPS_PROXY" | "NO_PROXY", string>>;
  /** The share of operations without a trace of the caller's own. */
  readonly samplePercent: number;
  readonly onLoss: LossListener;
}

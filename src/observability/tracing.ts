import type { IncomingHttpHeaders } from "node:http";
import type { PageSource } from "../transcript/page-source.js";
import type { CallEvent } from "../transcript/upstream-observer.js";
import type { OperationReport } from "./operation-report.js";

/** What makes spans. Nothing of the caller, of the query's text or of the answer is in them. */
export interface Tracing {
  /** Runs an operation in a span, which goes on the trace that the request's headers name, if they name one. */
  operation<T>(headers: IncomingHttpHeaders, run: () => Promise<T>): Promise<T>;
  /** Writes what is known of the operation into the span that it runs in. */
  describe(report: OperationReport): void;
  /** `traceId` and `spanId` of the operation that runs at the moment, for its lines in the log; nothing outside of one. */
  ids(): { readonly traceId?: string; readonly spanId?: string };
  /** Adds an attempt at a call that failed or repeated one to the page's span, as an event. */
  onCall(event: CallEvent): void;
  /** The source, with a span for each page, and with the trace's context in the headers of its calls. */
  watch(source: PageSource): PageSource;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** Where spans go, and which. */
export interface TracingOptions {
  /** The base address of a collector that takes OTLP over HTTP. */
  readonly endpoint: URL;
  /** Sent with every request to the collector. */
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly serviceVersion: string;
  /** Of the service, beside its name and version. */
  readonly resourceAttributes: Readonly<Record<string, string>>;
  /** The proxies to the collector, by the names of the variables that Node.js reads them from. */
  readonly proxyEnv: Readonly<Record<"HTTP_PROXY" | "HTTPS_PROXY" | "NO_PROXY", string>>;
  /** Of the operations that no trace of the caller's own decides about. */
  readonly samplePercent: number;
}

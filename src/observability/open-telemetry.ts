import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders } from "node:http";
import {
  type Attributes,
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import { Cancelled, GatewayError } from "../errors.js";
import type { PageSource } from "../transcript/page-source.js";
import type { CallEvent, CallFailure } from "../transcript/upstream-observer.js";
import { type OperationReport, outcomeOf } from "./operation-report.js";
import { ReportingExporter } from "./reporting-exporter.js";
import type { Tracing, TracingOptions } from "./tracing.js";

/** The time for one request to the collector, with retries. The last request delays the end of the process. */
const EXPORT_TIMEOUT_MS = 5000;
/** Then a request is given up. It is a little longer, because the exporter's own error says more. */
const GIVE_UP_MS = 6000;

/** undici announces each request here before it is sent (undici, "Diagnostics Channel Support"). */
const REQUEST_CREATED = "undici:request:create";

/**
 * Spans by OpenTelemetry: one for an operation, with a child for each page. Nothing is registered for the whole
 * process, so two gateways in one process do not mix.
 */
export class OpenTelemetry implements Tracing {
  readonly #provider: BasicTracerProvider;
  readonly #tracer: Tracer;
  readonly #propagator = new W3CTraceContextPropagator();
  readonly #operations = new AsyncLocalStorage<Context>();
  readonly #calls = new AsyncLocalStorage<Context>();
  readonly #onRequest = (message: unknown) => this.#passOn(message);

  constructor({ endpoint, headers, proxyEnv, samplePercent, onLoss, ...service }: TracingOptions) {
    const exporter = new OTLPTraceExporter({
      url: `${endpoint.href.replace(/\/$/, "")}/v1/traces`,
      headers: { ...headers },
      timeoutMillis: EXPORT_TIMEOUT_MS,
      httpAgentOptions: { proxyEnv: { ...proxyEnv } },
    });
    this.#provider = new BasicTracerProvider({
      resource: resourceFromAttributes({
        ...service.resourceAttributes,
        "service.name": service.serviceName,
        "service.version": service.serviceVersion,
      }),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(samplePercent / 100) }),
      spanProcessors: [new BatchSpanProcessor(new ReportingExporter(exporter, GIVE_UP_MS, onLoss))],
    });
    this.#tracer = this.#provider.getTracer("minutes-graph");
    subscribe(REQUEST_CREATED, this.#onRequest);
  }

  operation<T>(headers: IncomingHttpHeaders, run: () => Promise<T>): Promise<T> {
    const parent = this.#propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const span = this.#tracer.startSpan("graphql", { kind: SpanKind.SERVER }, parent);
    return this.#operations.run(trace.setSpan(parent, span), () => finish(span, run()));
  }

  describe(report: OperationReport): void {
    const span = trace.getSpan(this.#operations.getStore() ?? ROOT_CONTEXT);
    if (span === undefined) return;
    const { name, queryHash, activity } = report;
    if (name !== null) span.updateName(`graphql ${name}`);
    span.setAttributes({
      "graphql.operation.name": name ?? "",
      "graphql.document.hash": queryHash ?? "",
      "minutes_graph.outcome": outcomeOf(report),
      "minutes_graph.upstream_calls": activity.upstreamCalls,
      "minutes_graph.retries": activity.retries,
      "minutes_graph.request_id": activity.requestId,
    });
    if (report.codes.length > 0) span.setStatus({ code: SpanStatusCode.ERROR, message: outcomeOf(report) });
  }

  ids(): { readonly traceId?: string; readonly spanId?: string } {
    const context = trace.getSpanContext(this.#operations.getStore() ?? ROOT_CONTEXT);
    return context === undefined ? {} : { traceId: context.traceId, spanId: context.spanId };
  }

  onCall({ outcome, attempt, sent, waitedMs, failure }: CallEvent): void {
    if (outcome === "OK" && attempt === 1) return;
    trace.getSpan(this.#calls.getStore() ?? ROOT_CONTEXT)?.addEvent(attempt > 1 ? "retry" : "attempt", {
      "minutes_graph.attempt": attempt,
      "minutes_graph.outcome": outcome,
      "minutes_graph.sent": sent,
      "minutes_graph.waited_ms": Math.round(waitedMs),
      ...(failure !== null && toAttributes(failure)),
    });
  }

  watch(source: PageSource): PageSource {
    return {
      getPage: (request) => {
        const parent = this.#operations.getStore() ?? ROOT_CONTEXT;
        const attributes = {
          "minutes_graph.direction": request.direction,
          "minutes_graph.max_results": request.maxResults,
        };
        const span = this.#tracer.startSpan("getTexts", { kind: SpanKind.CLIENT, attributes }, parent);
        return this.#calls.run(trace.setSpan(parent, span), () => finish(span, source.getPage(request)));
      },
    };
  }

  async close(): Promise<void> {
    unsubscribe(REQUEST_CREATED, this.#onRequest);
    await this.#provider.shutdown();
  }

  /** Adds the call's trace context to the headers of its request. Requests for anything but pages get none. */
  #passOn(message: unknown): void {
    const call = this.#calls.getStore();
    if (call === undefined || !isRequestCreated(message)) return;
    const headers: Record<string, string> = {};
    this.#propagator.inject(call, headers, defaultTextMapSetter);
    for (const [name, value] of Object.entries(headers)) message.request.addHeader(name, value);
  }
}

function toAttributes({ reason, cause, upstream }: CallFailure): Attributes {
  return {
    "minutes_graph.reason": reason,
    ...(cause !== null && { "minutes_graph.cause": cause }),
    ...(upstream !== null && { "http.response.status_code": upstream.status }),
    ...(upstream?.code != null && { "minutes_graph.upstream_code": upstream.code }),
    ...(upstream?.requestId != null && { "minutes_graph.upstream_request_id": upstream.requestId }),
  };
}

function isRequestCreated(message: unknown): message is { request: { addHeader(name: string, value: string): void } } {
  return typeof message === "object" && message !== null && "request" in message;
}

/** Ends the span with the work, and records the code of its error. Its message could reveal more. */
async function finish<T>(span: Span, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) });
    throw error;
  } finally {
    span.end();
  }
}

function codeOf(error: unknown): string {
  if (error instanceof GatewayError) return error.code;
  return error instanceof Cancelled ? "CANCELLED" : "INTERNAL_SERVER_ERROR";
}

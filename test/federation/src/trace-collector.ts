import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { type ITrace, Report, Trace } from "@apollo/usage-reporting-protobuf";

/** A replacement for the service to which routers report. */
export interface TraceCollector {
  readonly url: string;
  /** The first trace that arrives. */
  readonly first: Promise<ITrace>;
  close(): void;
}

/** Starts a collector that accepts Apollo's reports. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const arrived = Promise.withResolvers<ITrace>();
  const server = createServer((request, response) => {
    readTraces(request).then(
      ([trace]) => {
        if (trace !== undefined) arrived.resolve(trace);
        response.end();
      },
      (error: unknown) => arrived.reject(error),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, first: arrived.promise, close: () => server.close() };
}

async function readTraces(request: IncomingMessage): Promise<ITrace[]> {
  const { tracesPerQuery } = Report.decode(gunzipSync(await buffer(request)));
  const traces = Object.values(tracesPerQuery).flatMap(({ trace }) => trace ?? []);
  return traces.map((trace) => (trace instanceof Uint8Array ? Trace.decode(trace) : trace));
}

/** The part of the trace that a subgraph reported. */
export interface SubgraphTrace {
  readonly service: string;
  /** The paths of the fields that it resolved, such as `conference.paragraphs`. */
  readonly fields: readonly string[];
}

/** The parts of a trace that came from subgraphs, in the order of the plan. */
export function subgraphTraces(plan: Trace.IQueryPlanNode | null | undefined): SubgraphTrace[] {
  if (plan == null) return [];
  const { fetch, flatten, sequence, parallel } = plan;
  if (fetch != null) return [{ service: fetch.serviceName ?? "", fields: fieldsOf(fetch.trace?.root, []) }];
  const children = [flatten?.node ?? [], sequence?.nodes ?? [], parallel?.nodes ?? []].flat();
  return children.flatMap(subgraphTraces);
}

function fieldsOf(node: Trace.INode | null | undefined, above: readonly string[]): string[] {
  const path = node?.responseName ? [...above, node.responseName] : above;
  const own = node?.responseName ? [path.join(".")] : [];
  return [...own, ...(node?.child ?? []).flatMap((child) => fieldsOf(child, path))];
}

import assert from "node:assert/strict";
import { type GraphQLFormattedError, print } from "graphql";
import { composeByApollo, readSubgraph, type Subgraph } from "./compose.ts";
import { CONFERENCE_ID, type Minutes, startMinutes } from "./minutes.ts";
import { startCalendar, startStaff } from "./neighbours.ts";

/** A company: the gateway and two other teams' subgraphs, all running, and the supergraph over them. */
export interface Company {
  readonly supergraphSdl: string;
  /** The three subgraphs with their addresses, for a router that composes them itself. */
  readonly subgraphs: readonly Subgraph[];
  readonly minutes: Minutes;
  close(): Promise<void>;
}

/** The calendar has 20 meetings, one of which has a transcript here. */
const FURTHER_MEETINGS = 19;

/** Starts the subgraphs, and composes them at their addresses. */
export async function startCompany(): Promise<Company> {
  const meetings = Array.from({ length: FURTHER_MEETINGS }, (_, index) => `meeting-${index}`);
  const [minutes, staff, calendar] = await Promise.all([
    startMinutes(),
    startStaff(),
    startCalendar([CONFERENCE_ID, ...meetings]),
  ]);
  const subgraphs = [
    readSubgraph("minutes", minutes.url),
    readSubgraph("staff", staff.url),
    readSubgraph("calendar", calendar.url),
  ];
  const { supergraph } = composeByApollo(subgraphs);
  assert.ok(supergraph);
  return {
    supergraphSdl: print(supergraph.document),
    subgraphs,
    minutes,
    close: async () => {
      await Promise.all([minutes.close(), staff.close(), calendar.close()]);
    },
  };
}

/** The response; `data` is typed as loosely as a test needs. */
export interface TestResponse {
  readonly data: unknown;
  readonly errors: readonly GraphQLFormattedError[];
  readonly text: string;
}

/** A query with its variables and headers. */
export interface RouterRequest {
  readonly query: string;
  readonly variables?: object;
  /** By default with a valid token. */
  readonly headers?: Readonly<Record<string, string>>;
}

const GOOD = { authorization: "Bearer demo-token" };

/** Sends a query over HTTP, as a client does. */
export async function send(
  url: string,
  { query, variables = {}, headers = GOOD }: RouterRequest,
): Promise<TestResponse> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text);
  return { data, errors, text };
}

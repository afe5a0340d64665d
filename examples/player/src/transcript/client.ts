import type { TypedDocumentString } from "../__generated__/operations.ts";
import { type GraphQLFailure, ProblemError, toProblem } from "./problem.ts";

/** Sends queries to the gateway, as one caller. */
export interface TranscriptClient {
  /** @throws ProblemError if the gateway cannot be reached, or responds with an error. */
  ask<Data, Variables extends Record<string, unknown>>(
    query: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
}

/**
 * A client that uses only `fetch`, so no library is loaded. It has no cache, because the gateway has one and a retry
 * must send the query again. Each caller has a separate client, so that one caller's data is never shown to another.
 * `credentials`: the caller's, as headers.
 */
export function createTranscriptClient(credentials: Readonly<Record<string, string>>, send = fetch): TranscriptClient {
  const headers = { ...credentials, ...HEADERS };
  const ask: TranscriptClient["ask"] = async (query, variables) => {
    const { data, errors } = await post(send, {
      headers,
      body: JSON.stringify({ query: query.toString(), variables }),
    });
    if (errors !== undefined || !data) throw new ProblemError(toProblem(errors ?? []));
    return data as never;
  };
  return { ask };
}

const HEADERS = {
  "content-type": "application/json",
  accept: "application/graphql-response+json, application/json",
  "apollographql-client-name": "transcript-player",
};

/** A response by the GraphQL over HTTP specification. */
interface GraphQLResponse {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFailure[];
}

/** @throws ProblemError if there is no response, or one that is not the gateway's, such as a proxy's page. */
async function post(send: typeof fetch, request: RequestInit): Promise<GraphQLResponse> {
  try {
    const response = await send("/graphql", { ...request, method: "POST" });
    return await response.json();
  } catch {
    throw new ProblemError(toProblem(null));
  }
}

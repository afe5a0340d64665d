import { Client, fetchExchange } from "@urql/core";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { ProblemError, toProblem } from "./problem.ts";

/** Asks the gateway as one caller. */
export interface TranscriptClient {
  /** @throws ProblemError when the gateway cannot be reached, or responds with an error. */
  ask<Data, Variables extends Record<string, unknown>>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
}

/**
 * A client without a cache: the gateway has one, and a retry must ask again. Another caller takes another client, so that
 * nothing read by one is shown to another. `headers`: the caller's credentials.
 */
export function createTranscriptClient(headers: Readonly<Record<string, string>>): TranscriptClient {
  const client = new Client({
    url: "/graphql",
    preferGetMethod: false,
    exchanges: [fetchExchange],
    fetchOptions: { headers: { ...headers, "apollographql-client-name": "transcript-player" } },
  });
  return {
    ask: async (query, variables) => {
      const { data, error } = await client.query(query, variables).toPromise();
      if (error !== undefined) throw new ProblemError(toProblem(error));
      if (data === undefined) throw new ProblemError(toProblem({ graphQLErrors: [] }));
      return data;
    },
  };
}

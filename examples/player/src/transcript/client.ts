import { Client, fetchExchange } from "@urql/core";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { ProblemError, toProblem } from "./problem.ts";

/** Asks the gateway as the bearer of one token. */
export interface TranscriptClient {
  /** @throws ProblemError when the gateway cannot be reached, or answers with an error. */
  ask<Data, Variables extends Record<string, unknown>>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
}

/**
 * A client without a cache: the window of paragraphs on screen is all that the player keeps, and a retry must ask again.
 * A new token takes a new client, so that nothing read with one is shown under another.
 */
export function createTranscriptClient(token: string): TranscriptClient {
  const client = new Client({
    url: "/graphql",
    preferGetMethod: false,
    exchanges: [fetchExchange],
    fetchOptions: { headers: token === "" ? {} : { "x-acs-dingtalk-access-token": token } },
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

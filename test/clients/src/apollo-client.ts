import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import type { Meeting } from "./meeting.js";

/** A separate client, with a cache that joins the pages of paragraphs and of search. */
export function createClient({ endpoint }: Meeting): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: endpoint, headers: { "x-acs-dingtalk-access-token": "demo-apollo" } }),
    cache: new InMemoryCache({
      possibleTypes: { Node: ["Conference", "Paragraph"] },
      typePolicies: {
        Conference: {
          fields: {
            paragraphs: relayStylePagination(["from", "until", "order"]),
            search: relayStylePagination(["query", "speakers", "from", "until"]),
            statistics: { merge: true },
            captions: { merge: true },
          },
        },
        User: { keyFields: ["unionId"] },
      },
    }),
  });
}

/** The ids of all paragraphs in the cache. */
export const storedParagraphs = (client: ApolloClient): readonly string[] =>
  Object.keys(client.cache.extract() as object).filter((key) => key.startsWith("Paragraph:"));

/** `fetchMore` keeps every variable that is not replaced. */
export const NO_PAGE = { first: null, after: null, last: null, before: null };

import type { TypedDocumentNode } from "@apollo/client";
import { parse } from "graphql";
import type { Connection, Edge, TranscriptPage } from "./transcript-query.js";

/** The arguments of one search. */
export interface SearchVariables extends TranscriptPage {
  readonly conferenceId: string;
  readonly query: string;
}

/** One match in a paragraph. */
interface Match {
  readonly start: number;
  readonly end: number;
}

/** A connection of hits, or several that a cache has joined. */
export interface HitConnection {
  readonly totalCount: number;
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly paragraph: Edge["node"]; readonly matches: readonly Match[] };
  }[];
  readonly pageInfo: Connection["pageInfo"];
}

/** The response to a search. */
export interface SearchData {
  readonly conference: { readonly id: string; readonly search: HitConnection | null };
}

/** A page of hits, for clients that use a document without changing it. */
export const SEARCH: TypedDocumentNode<SearchData, SearchVariables> = parse(/* GraphQL */ `
  query Search($conferenceId: ID!, $query: String!, $first: Int, $after: String, $last: Int, $before: String) {
    conference(conferenceId: $conferenceId) {
      __typename
      id
      search(query: $query, first: $first, after: $after, last: $last, before: $before) {
        __typename
        totalCount
        edges {
          __typename
          cursor
          node {
            __typename
            matches {
              __typename
              start
              end
            }
            paragraph {
              __typename
              id
              recordId
              startTime
              text
            }
          }
        }
        pageInfo {
          __typename
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
      }
    }
  }
`);

/** The hits of a response. @throws if the response has none. */
export function hitsOf(data: SearchData | null | undefined): HitConnection {
  if (!data?.conference.search) throw new Error("the answer has no search");
  return data.conference.search;
}

/** The paragraphs of hits, as a connection of paragraphs. */
export const toParagraphs = ({ edges, pageInfo }: HitConnection): Connection => ({
  edges: edges.map(({ cursor, node }) => ({ cursor, node: node.paragraph })),
  pageInfo,
});

/** The texts under the matches, one list for each hit. */
export const matchedTexts = ({ edges }: HitConnection): readonly (readonly string[])[] =>
  edges.map(({ node: { paragraph, matches } }) => matches.map(({ start, end }) => paragraph.text.slice(start, end)));

import type { TypedDocumentNode } from "@apollo/client";
import { parse } from "graphql";
import type { Line } from "./meeting.js";

/** The requested part of a list; null is the same as a missing argument. */
export interface TranscriptPage {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** The arguments of one query. */
export interface TranscriptVariables extends TranscriptPage {
  readonly conferenceId: string;
  readonly unionId?: string;
  readonly from?: number;
  readonly until?: number;
  readonly order?: "ASCENDING" | "DESCENDING";
}

/** One edge of a page. */
export interface Edge {
  readonly cursor: string;
  readonly node: Line & { readonly id: string };
}

/** A connection of paragraphs, or several that a cache has joined. */
export interface Connection {
  readonly edges: readonly Edge[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The response to a page's query. */
export interface TranscriptData {
  readonly conference: { readonly id: string; readonly paragraphs: Connection | null };
}

/** A page of a transcript, for clients that use a document without changing it. */
export const TRANSCRIPT: TypedDocumentNode<TranscriptData, TranscriptVariables> = parse(/* GraphQL */ `
  query Transcript(
    $conferenceId: ID!
    $unionId: ID
    $first: Int
    $after: String
    $last: Int
    $before: String
    $from: Milliseconds
    $until: Milliseconds
    $order: TimeOrder! = ASCENDING
  ) {
    conference(conferenceId: $conferenceId, unionId: $unionId) {
      __typename
      id
      paragraphs(
        first: $first
        after: $after
        last: $last
        before: $before
        from: $from
        until: $until
        order: $order
      ) {
        __typename
        edges {
          __typename
          cursor
          node {
            __typename
            id
            recordId
            startTime
            text
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

/** The paragraphs of a connection, in the form of the meeting's own list. */
export function toLines(connection: Connection): readonly Line[] {
  return connection.edges.map(({ node: { recordId, startTime, text } }) => ({ recordId, startTime, text }));
}

/** The connection of a response. @throws if the response has none. */
export function connectionOf(data: TranscriptData | null | undefined): Connection {
  if (!data?.conference.paragraphs) throw new Error("the response has no paragraphs");
  return data.conference.paragraphs;
}

import { graphql } from "relay-runtime";

/** Opens a meeting's list with its first page. The fragment below loads more. */
export const relayTranscriptQuery = graphql`
  query relayTranscriptQuery(
    $conferenceId: ID!
    $unionId: ID
    $first: Int
    $after: String
    $last: Int
    $before: String
    $order: TimeOrder!
  ) {
    conference(conferenceId: $conferenceId, unionId: $unionId) {
      id
      ...relayTranscript_conference
        @arguments(first: $first, after: $after, last: $last, before: $before, order: $order)
    }
  }
`;

/** A meeting's list, paged in both directions. Relay generates the query that loads more, by `node(id:)`. */
export const relayTranscriptFragment = graphql`
  fragment relayTranscript_conference on Conference
  @refetchable(queryName: "relayTranscriptPageQuery")
  @argumentDefinitions(
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
    order: { type: "TimeOrder!" }
  ) {
    paragraphs(first: $first, after: $after, last: $last, before: $before, order: $order)
      @connection(key: "relayTranscript_paragraphs", filters: ["order"]) {
      edges {
        cursor
        node {
          id
          recordId
          startTime
          text
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;

import { graphql } from "relay-runtime";

/** Opens a search with its first page of hits. The fragment below loads more. */
export const relaySearchQuery = graphql`
  query relaySearchQuery(
    $conferenceId: ID!
    $query: String!
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    conference(conferenceId: $conferenceId) {
      id
      ...relaySearch_conference @arguments(query: $query, first: $first, after: $after, last: $last, before: $before)
    }
  }
`;

/** The hits of a search, paged in both directions. */
export const relaySearchFragment = graphql`
  fragment relaySearch_conference on Conference
  @refetchable(queryName: "relaySearchPageQuery")
  @argumentDefinitions(
    query: { type: "String!" }
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
  ) {
    search(query: $query, first: $first, after: $after, last: $last, before: $before)
      @connection(key: "relaySearch_search", filters: ["query"]) {
      totalCount
      edges {
        cursor
        node {
          matches {
            start
            end
          }
          paragraph {
            id
            recordId
            startTime
            text
          }
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

/** Every field that reads the whole transcript, except search. */
export const relayAnalysisQuery = graphql`
  query relaySearchAnalysisQuery($conferenceId: ID!, $time: Milliseconds!) {
    conference(conferenceId: $conferenceId) {
      statistics {
        paragraphCount
        duration
      }
      speakers {
        speakerName
        talkTime
        speaker {
          unionId
        }
        longestTurn {
          startTime
          paragraphs {
            id
            text
          }
        }
      }
      spokenAt(time: $time) {
        paragraph {
          id
          text
        }
        sentence {
          text
        }
        word {
          text
        }
      }
      captions(until: 60000) {
        text(format: SRT)
        cues {
          startTime
          endTime
          lines
        }
      }
    }
  }
`;

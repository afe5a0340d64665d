import { parse } from "graphql";
import type { TypedDocumentNode } from "@apollo/client";

/** The meeting and the time of the query. */
export interface AnalysisVariables {
  readonly conferenceId: string;
  readonly time: number;
}

/** The fields that the tests check one by one; the rest is compared as a whole. */
export interface AnalysisData {
  readonly conference: {
    readonly statistics: { readonly paragraphCount: number };
    readonly speakers: readonly object[];
    readonly spokenAt: readonly object[];
    readonly captions: { readonly cues: readonly object[]; readonly text: string };
  };
}

/** Every field that reads the whole transcript, except search. */
export const ANALYSIS_TEXT = /* GraphQL */ `
  query Analysis($conferenceId: ID!, $time: Milliseconds!) {
    conference(conferenceId: $conferenceId) {
      __typename
      id
      statistics {
        __typename
        paragraphCount
        duration
        readAt
      }
      speakers {
        __typename
        speakerName
        talkTime
        talkShare
        speaker {
          __typename
          unionId
        }
        longestTurn {
          __typename
          startTime
          paragraphs {
            __typename
            id
            text
          }
        }
      }
      spokenAt(time: $time) {
        __typename
        paragraph {
          __typename
          id
          text
        }
        sentence {
          __typename
          text
        }
        word {
          __typename
          text
        }
      }
      captions(until: 60000) {
        __typename
        text(format: SRT)
        cues {
          __typename
          startTime
          endTime
          lines
        }
      }
    }
  }
`;

/** The same, for clients that use a document without changing it. */
export const ANALYSIS: TypedDocumentNode<AnalysisData, AnalysisVariables> = parse(ANALYSIS_TEXT);

/** Another field of an object that `ANALYSIS` has already read. */
export const WORD_COUNT: TypedDocumentNode<
  { readonly conference: { readonly statistics: { readonly wordCount: number } } },
  Pick<AnalysisVariables, "conferenceId">
> = parse(/* GraphQL */ `
  query WordCount($conferenceId: ID!) {
    conference(conferenceId: $conferenceId) {
      __typename
      id
      statistics {
        __typename
        wordCount
      }
    }
  }
`);

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The format of a caption file. */
export type CaptionFormat =
  /** SubRip, for most players. The speaker precedes the text, `Name: text`. */
  | 'SRT'
  /** Plain text for people to read, with a line for each paragraph that begins in the span: `[00:06:15] Name: text`. */
  | 'TEXT'
  /** TTML in the text profile of IMSC 1.1, for broadcasting. The speaker is the agent of a cue, `ttm:agent`. */
  | 'TTML'
  /** WebVTT, for a `<track>` on the web. The speaker is the voice of a cue, `<v Name>`. */
  | 'WEBVTT';

export type CaptionFileQueryVariables = Exact<{
  conferenceId: string;
  format: CaptionFormat;
}>;


export type CaptionFileQuery = { conference: { captions: { text: string } | null } };

export type SearchTranscriptQueryVariables = Exact<{
  conferenceId: string;
  query: string;
  count: number;
}>;


export type SearchTranscriptQuery = { conference: { search: { totalCount: number, edges: Array<{ cursor: string, node: { paragraph: { id: string }, matches: Array<{ start: number, end: number, startTime: number }> } }> } | null } };

export type OverviewQueryVariables = Exact<{
  conferenceId: string;
}>;


export type OverviewQuery = { conference: { statistics: { paragraphCount: number, duration: number, readAt: string } | null, speakers: Array<{ speakerName: string | null, talkTime: number, talkShare: number, turnCount: number, speaker: { unionId: string } | null }> | null } };

export type SpeakerTurnsQueryVariables = Exact<{
  conferenceId: string;
}>;


export type SpeakerTurnsQuery = { conference: { captions: { cues: Array<{ startTime: number, endTime: number, speakerName: string | null, speaker: { unionId: string } | null }> } | null } };

export type OpenBeginningQueryVariables = Exact<{
  conferenceId: string;
  count: number;
}>;


export type OpenBeginningQuery = { conference: { paragraphs: { nodes: Array<{ id: string, speakerName: string | null, text: string, startTime: number, endTime: number, speaker: { unionId: string } | null, sentences: { nodes: Array<{ text: string, words: { nodes: Array<{ text: string, startTime: number }> } }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } };

export type OpenEndQueryVariables = Exact<{
  conferenceId: string;
  count: number;
}>;


export type OpenEndQuery = { conference: { paragraphs: { nodes: Array<{ id: string, speakerName: string | null, text: string, startTime: number, endTime: number, speaker: { unionId: string } | null, sentences: { nodes: Array<{ text: string, words: { nodes: Array<{ text: string, startTime: number }> } }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } };

export type FindMomentQueryVariables = Exact<{
  conferenceId: string;
  time: number;
}>;


export type FindMomentQuery = { conference: { paragraphs: { nodes: Array<{ id: string, speakerName: string | null, text: string, startTime: number, endTime: number, speaker: { unionId: string } | null, sentences: { nodes: Array<{ text: string, words: { nodes: Array<{ text: string, startTime: number }> } }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } };

export type OpenAroundQueryVariables = Exact<{
  conferenceId: string;
  id: string;
  cursor: string;
  count: number;
}>;


export type OpenAroundQuery = { paragraph:
    | { __typename: 'Conference' }
    | { __typename: 'Paragraph', id: string, speakerName: string | null, text: string, startTime: number, endTime: number, speaker: { unionId: string } | null, sentences: { nodes: Array<{ text: string, words: { nodes: Array<{ text: string, startTime: number }> } }> } }
   | null, conference: { earlier: { nodes: Array<{ id: string, speakerName: string | null, text: string, startTime: number, endTime: number, speaker: { unionId: string } | null, sentences: { nodes: Array<{ text: string, words: { nodes: Array<{ text: string, startTime: number }> } }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null, later: { nodes: Array<{ id: string, speakerName: string | null, text: string, startTime: number, endTime: number, speaker: { unionId: string } | null, sentences: { nodes: Array<{ text: string, words: { nodes: Array<{ text: string, startTime: number }> } }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } };

export type EarlierParagraphsQueryVariables = Exact<{
  conferenceId: string;
  before: string;
  count: number;
}>;


export type EarlierParagraphsQuery = { conference: { paragraphs: { nodes: Array<{ id: string, speakerName: string | null, text: string, startTime: number, endTime: number, speaker: { unionId: string } | null, sentences: { nodes: Array<{ text: string, words: { nodes: Array<{ text: string, startTime: number }> } }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } };

export type LaterParagraphsQueryVariables = Exact<{
  conferenceId: string;
  after: string;
  count: number;
}>;


export type LaterParagraphsQuery = { conference: { paragraphs: { nodes: Array<{ id: string, speakerName: string | null, text: string, startTime: number, endTime: number, speaker: { unionId: string } | null, sentences: { nodes: Array<{ text: string, words: { nodes: Array<{ text: string, startTime: number }> } }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } };

export type PageFragment = { nodes: Array<{ id: string, speakerName: string | null, text: string, startTime: number, endTime: number, speaker: { unionId: string } | null, sentences: { nodes: Array<{ text: string, words: { nodes: Array<{ text: string, startTime: number }> } }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } };

export type LineFragment = { id: string, speakerName: string | null, text: string, startTime: number, endTime: number, speaker: { unionId: string } | null, sentences: { nodes: Array<{ text: string, words: { nodes: Array<{ text: string, startTime: number }> } }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const LineFragmentDoc = new TypedDocumentString(`
    fragment Line on Paragraph {
  id
  speakerName
  speaker {
    unionId
  }
  text
  startTime
  endTime
  sentences {
    nodes {
      text
      words {
        nodes {
          text
          startTime
        }
      }
    }
  }
}
    `, {"fragmentName":"Line"}) as unknown as TypedDocumentString<LineFragment, unknown>;
export const PageFragmentDoc = new TypedDocumentString(`
    fragment Page on ParagraphConnection {
  nodes {
    ...Line
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}
    fragment Line on Paragraph {
  id
  speakerName
  speaker {
    unionId
  }
  text
  startTime
  endTime
  sentences {
    nodes {
      text
      words {
        nodes {
          text
          startTime
        }
      }
    }
  }
}`, {"fragmentName":"Page"}) as unknown as TypedDocumentString<PageFragment, unknown>;
export const CaptionFileDocument = new TypedDocumentString(`
    query CaptionFile($conferenceId: ID!, $format: CaptionFormat!) {
  conference(conferenceId: $conferenceId) {
    captions {
      text(format: $format)
    }
  }
}
    `) as unknown as TypedDocumentString<CaptionFileQuery, CaptionFileQueryVariables>;
export const SearchTranscriptDocument = new TypedDocumentString(`
    query SearchTranscript($conferenceId: ID!, $query: String!, $count: Int!) {
  conference(conferenceId: $conferenceId) {
    search(query: $query, first: $count) {
      totalCount
      edges {
        cursor
        node {
          paragraph {
            id
          }
          matches {
            start
            end
            startTime
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SearchTranscriptQuery, SearchTranscriptQueryVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview($conferenceId: ID!) {
  conference(conferenceId: $conferenceId) {
    statistics {
      paragraphCount
      duration
      readAt
    }
    speakers {
      speaker {
        unionId
      }
      speakerName
      talkTime
      talkShare
      turnCount
    }
  }
}
    `) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const SpeakerTurnsDocument = new TypedDocumentString(`
    query SpeakerTurns($conferenceId: ID!) {
  conference(conferenceId: $conferenceId) {
    captions {
      cues {
        startTime
        endTime
        speaker {
          unionId
        }
        speakerName
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SpeakerTurnsQuery, SpeakerTurnsQueryVariables>;
export const OpenBeginningDocument = new TypedDocumentString(`
    query OpenBeginning($conferenceId: ID!, $count: Int!) {
  conference(conferenceId: $conferenceId) {
    paragraphs(first: $count) {
      ...Page
    }
  }
}
    fragment Page on ParagraphConnection {
  nodes {
    ...Line
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}
fragment Line on Paragraph {
  id
  speakerName
  speaker {
    unionId
  }
  text
  startTime
  endTime
  sentences {
    nodes {
      text
      words {
        nodes {
          text
          startTime
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<OpenBeginningQuery, OpenBeginningQueryVariables>;
export const OpenEndDocument = new TypedDocumentString(`
    query OpenEnd($conferenceId: ID!, $count: Int!) {
  conference(conferenceId: $conferenceId) {
    paragraphs(last: $count) {
      ...Page
    }
  }
}
    fragment Page on ParagraphConnection {
  nodes {
    ...Line
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}
fragment Line on Paragraph {
  id
  speakerName
  speaker {
    unionId
  }
  text
  startTime
  endTime
  sentences {
    nodes {
      text
      words {
        nodes {
          text
          startTime
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<OpenEndQuery, OpenEndQueryVariables>;
export const FindMomentDocument = new TypedDocumentString(`
    query FindMoment($conferenceId: ID!, $time: Milliseconds!) {
  conference(conferenceId: $conferenceId) {
    paragraphs(first: 1, from: $time) {
      ...Page
    }
  }
}
    fragment Page on ParagraphConnection {
  nodes {
    ...Line
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}
fragment Line on Paragraph {
  id
  speakerName
  speaker {
    unionId
  }
  text
  startTime
  endTime
  sentences {
    nodes {
      text
      words {
        nodes {
          text
          startTime
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<FindMomentQuery, FindMomentQueryVariables>;
export const OpenAroundDocument = new TypedDocumentString(`
    query OpenAround($conferenceId: ID!, $id: ID!, $cursor: String!, $count: Int!) {
  paragraph: node(id: $id) {
    __typename
    ...Line
  }
  conference(conferenceId: $conferenceId) {
    earlier: paragraphs(last: $count, before: $cursor) {
      ...Page
    }
    later: paragraphs(first: $count, after: $cursor) {
      ...Page
    }
  }
}
    fragment Page on ParagraphConnection {
  nodes {
    ...Line
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}
fragment Line on Paragraph {
  id
  speakerName
  speaker {
    unionId
  }
  text
  startTime
  endTime
  sentences {
    nodes {
      text
      words {
        nodes {
          text
          startTime
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<OpenAroundQuery, OpenAroundQueryVariables>;
export const EarlierParagraphsDocument = new TypedDocumentString(`
    query EarlierParagraphs($conferenceId: ID!, $before: String!, $count: Int!) {
  conference(conferenceId: $conferenceId) {
    paragraphs(last: $count, before: $before) {
      ...Page
    }
  }
}
    fragment Page on ParagraphConnection {
  nodes {
    ...Line
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}
fragment Line on Paragraph {
  id
  speakerName
  speaker {
    unionId
  }
  text
  startTime
  endTime
  sentences {
    nodes {
      text
      words {
        nodes {
          text
          startTime
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<EarlierParagraphsQuery, EarlierParagraphsQueryVariables>;
export const LaterParagraphsDocument = new TypedDocumentString(`
    query LaterParagraphs($conferenceId: ID!, $after: String!, $count: Int!) {
  conference(conferenceId: $conferenceId) {
    paragraphs(first: $count, after: $after) {
      ...Page
    }
  }
}
    fragment Page on ParagraphConnection {
  nodes {
    ...Line
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}
fragment Line on Paragraph {
  id
  speakerName
  speaker {
    unionId
  }
  text
  startTime
  endTime
  sentences {
    nodes {
      text
      words {
        nodes {
          text
          startTime
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<LaterParagraphsQuery, LaterParagraphsQueryVariables>;
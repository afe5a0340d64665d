/** What one tab of the playground holds; variables and headers are JSON. */
export interface Example {
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
}

interface Blanks {
  readonly conferenceId: string;
  readonly otherConferenceId: string;
  readonly missingConferenceId: string;
  /** Ten minutes before the end of `conferenceId`. */
  readonly from: number;
  /** The global id of `conferenceId`. */
  readonly nodeId: string;
}

/** The embedded simulator's own meetings. */
const DEMO: Blanks = {
  conferenceId: "demo",
  otherConferenceId: "demo-long",
  missingConferenceId: "error-cloudRecordNotFound",
  from: 2_815_114,
  nodeId: "C1.WyJkZW1vIixudWxsXQ",
};
const EMPTY: Blanks = {
  conferenceId: "",
  otherConferenceId: "",
  missingConferenceId: "none",
  from: 0,
  nodeId: "",
};

/** The worked examples, one for each tab: filled in for the embedded simulator, or else with blanks for the reader's own meetings. `headers`: what the header editors start with. */
export function createExamples(demo: boolean, headers: string): readonly [Example, ...Example[]] {
  const { conferenceId, otherConferenceId, missingConferenceId, from, nodeId } = demo ? DEMO : EMPTY;
  const example = (query: string, variables: object): Example => ({
    query: query.trimStart(),
    variables: JSON.stringify(variables, null, 2),
    headers,
  });
  return [
    example(MEETING_TO_THE_WORDS, { conferenceId }),
    example(SCROLLING, { conferenceId, after: null }),
    example(LAST_TEN_MINUTES, { conferenceId, from }),
    example(SEVERAL_MEETINGS, { conferenceIds: [conferenceId, otherConferenceId] }),
    example(ENTITY_BY_ID, { id: nodeId }),
    example(ERROR_WITH_ITS_CODE, { conferenceId: missingConferenceId }),
  ];
}

const MEETING_TO_THE_WORDS = `
# A meeting down to the words, times in
# milliseconds. Run it by the play button.
query MeetingToTheWords($conferenceId: ID!) {
  conference(conferenceId: $conferenceId) {
    paragraphs(first: 3) {
      nodes {
        speakerName
        startTime
        sentences {
          nodes {
            text
            words {
              nodes {
                text
                startTime
                endTime
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
`;

const SCROLLING = `
# A page at a time. To go on, copy the answer's
# \`endCursor\` into the variable \`after\`; run again.
# Backward: \`last\`, and \`before: startCursor\`.
query Scrolling($conferenceId: ID!, $after: String) {
  conference(conferenceId: $conferenceId) {
    paragraphs(first: 5, after: $after) {
      edges {
        cursor
        node {
          id
          speakerName
          startTime
          text
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
`;

const LAST_TEN_MINUTES = `
# \`end\` says when the meeting ends, in
# milliseconds; \`from\` is that, less 600000.
query LastTenMinutes($conferenceId: ID!, $from: Milliseconds!) {
  conference(conferenceId: $conferenceId) {
    end: paragraphs(last: 1) {
      nodes {
        endTime
      }
    }
    paragraphs(from: $from, first: 200) {
      nodes {
        startTime
        speakerName
        text
      }
    }
  }
}
`;

const SEVERAL_MEETINGS = `
# Several meetings side by side, at most 50. One
# that fails is null; the others still answer.
query SeveralMeetings($conferenceIds: [ID!]!) {
  conferences(conferenceIds: $conferenceIds) {
    conferenceId
    opening: paragraphs(first: 2) {
      nodes {
        speakerName
        text
      }
    }
    close: paragraphs(last: 2) {
      nodes {
        speakerName
        text
      }
    }
  }
}
`;

const ENTITY_BY_ID = `
# Whatever has an \`id\` is found again by it: a
# meeting, or a paragraph (the tab Scrolling has ids).
query EntityById($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Conference {
      conferenceId
      paragraphs(first: 1) {
        nodes {
          id
          text
        }
      }
    }
    ... on Paragraph {
      speakerName
      startTime
      text
    }
  }
}
`;

const ERROR_WITH_ITS_CODE = `
# A meeting without a recording. \`code\` says what
# happened, \`retryable\` whether to try again.
query ErrorWithItsCode($conferenceId: ID!) {
  conference(conferenceId: $conferenceId) {
    paragraphs(first: 3) {
      nodes {
        text
      }
    }
  }
}
`;

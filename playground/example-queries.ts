import type { Translated } from "./language.js";

/** An example: the comment above its query, and the query. Every line fits into an editor of 46 columns. */
export interface ExampleQuery {
  readonly comment: Translated<readonly string[]>;
  readonly query: string;
}

/** The paragraphs of a meeting, with their sentences and words. */
export const WORDS: ExampleQuery = {
  comment: {
    en: ["The sentences and words of a meeting. Times", "are milliseconds. Press the play button."],
    "zh-CN": ["一场会议，逐级展开到词；时间单位为毫秒。", "点击播放按钮运行。"],
  },
  query: `
query Words($conferenceId: ID!) {
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
`,
};

/** One page after another. */
export const SCROLLING: ExampleQuery = {
  comment: {
    en: [
      "Page after page. For the next page, copy",
      "`endCursor` to the variable `after`. To go",
      "back, use `last` and `before: startCursor`.",
    ],
    "zh-CN": [
      "逐页读取。要取下一页，把 `endCursor` 填入",
      "变量 `after` 再运行。向前翻页：使用 `last`",
      "和 `before: startCursor`。",
    ],
  },
  query: `
query Scrolling(
  $conferenceId: ID!
  $after: String
) {
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
`,
};

/** A span of time, counted from the end. */
export const LAST_MINUTES: ExampleQuery = {
  comment: {
    en: ["`end` is the end of the meeting in", "milliseconds; `from` is 600000 less."],
    "zh-CN": ["`end` 给出会议结束的时间（毫秒），", "`from` 为该值减去 600000，即最后十分钟。"],
  },
  query: `
query LastMinutes(
  $conferenceId: ID!
  $from: Milliseconds!
) {
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
`,
};

/** Several meetings in one query. */
export const MEETINGS: ExampleQuery = {
  comment: {
    en: ["Several meetings at once, at most 50. If one", "fails, its fields are null, with an error."],
    "zh-CN": ["一次查询多场会议，最多 50 场。某一场失败", "时其字段为 null，其余会议不受影响。"],
  },
  query: `
query Meetings($conferenceIds: [ID!]!) {
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
`,
};

/** An object by its id. */
export const BY_ID: ExampleQuery = {
  comment: {
    en: ["An object with an `id` can be found by it: a", "meeting, or a paragraph (see Scrolling)."],
    "zh-CN": ["凡是有 `id` 的对象都可以凭它再次取得：", "会议，或段落（见 Scrolling 标签页）。"],
  },
  query: `
query ById($id: ID!) {
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
`,
};

/** A meeting without a recording. */
export const ERROR_CODE: ExampleQuery = {
  comment: {
    en: ["A meeting without a recording. `code` says", "why; `retryable` says if a retry may help."],
    "zh-CN": ["没有云录制的会议。`code` 说明原因，", "`retryable` 说明是否值得重试。"],
  },
  query: `
query ErrorCode($conferenceId: ID!) {
  conference(conferenceId: $conferenceId) {
    paragraphs(first: 3) {
      nodes {
        text
      }
    }
  }
}
`,
};

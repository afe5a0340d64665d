import type { ExampleQuery } from "./example-queries.js";

/** Find in page, for a meeting. */
export const SEARCH: ExampleQuery = {
  comment: {
    en: [
      "Every paragraph that has the words. `text`",
      "from `start` to `end` is what matched; a",
      "player jumps to `startTime`.",
    ],
    "zh-CN": [
      "查找包含关键词的段落。播放器可跳转到",
      "`startTime`；`start` 和 `end` 是匹配内容",
      "在 `text` 中的位置。",
    ],
  },
  query: `
query Search(
  $conferenceId: ID!
  $query: String!
) {
  conference(conferenceId: $conferenceId) {
    search(query: $query, first: 5) {
      totalCount
      nodes {
        matches {
          startTime
          start
          end
        }
        paragraph {
          speakerName
          text
        }
      }
    }
  }
}
`,
};

/** Captions, cue by cue and as a file. */
export const CAPTIONS: ExampleQuery = {
  comment: {
    en: ["Captions of the first minute. `text` is a", "file; there are SRT, TTML and TEXT too."],
    "zh-CN": ["第一分钟的字幕。`text` 是完整的字幕文件，", "另有 SRT、TTML 和纯文本 TEXT 格式。"],
  },
  query: `
query Captions(
  $conferenceId: ID!
  $until: Milliseconds!
) {
  conference(conferenceId: $conferenceId) {
    captions(until: $until) {
      cues {
        startTime
        endTime
        speakerName
        lines
      }
      text(format: WEBVTT)
    }
  }
}
`,
};

/** Who spoke, and for how long. */
export const SPEAKERS: ExampleQuery = {
  comment: {
    en: ["Who spoke, most talk time first. The meeting", "is read once for both fields."],
    "zh-CN": ["每位发言人的发言统计，时长最长的在前。", "两个字段只需读取一次会议。"],
  },
  query: `
query Speakers($conferenceId: ID!) {
  conference(conferenceId: $conferenceId) {
    speakers {
      speakerName
      talkTime
      talkShare
      turnCount
      wordsPerMinute
    }
    statistics {
      duration
      talkTime
      paragraphCount
      wordCount
    }
  }
}
`,
};

/** What was being said at a time. */
export const SPOKEN_AT: ExampleQuery = {
  comment: {
    en: ["What was being said then, to the word. Here", "two people talk at once."],
    "zh-CN": ["某一时刻正在说的话，精确到词。", "此刻有两个人同时发言。"],
  },
  query: `
query SpokenAt(
  $conferenceId: ID!
  $time: Milliseconds!
) {
  conference(conferenceId: $conferenceId) {
    spokenAt(time: $time) {
      paragraph {
        speakerName
        startTime
        endTime
      }
      sentence {
        text
      }
      word {
        text
      }
    }
  }
}
`,
};

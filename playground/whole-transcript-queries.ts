import type { ExampleQuery } from "./example-queries.js";

/** A search in a meeting. */
export const SEARCH: ExampleQuery = {
  comment: {
    en: [
      "All paragraphs that contain the words. The",
      "match is `text` from `start` to `end`; a",
      "player can jump to `startTime`.",
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

/** Captions, as cues and as a file. */
export const CAPTIONS: ExampleQuery = {
  comment: {
    en: ["Captions of the first minute. `text` is a", "file; SRT, TTML and TEXT are available too."],
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

/** The speakers, and how long each of them spoke. */
export const SPEAKERS: ExampleQuery = {
  comment: {
    en: ["The speakers, most talk time first. Both", "fields together read the meeting once."],
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

/** The words spoken at a given time. */
export const SPOKEN_AT: ExampleQuery = {
  comment: {
    en: ["The word spoken at a given time. At this", "time, two people speak."],
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

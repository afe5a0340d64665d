import * as queries from "./example-queries.js";
import type { Language, Translated } from "./language.js";
import * as wholeTranscript from "./whole-transcript-queries.js";

/** The content of one tab of the playground; variables and headers are JSON. */
export interface Example {
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
}

interface Blanks {
  readonly conferenceId: string;
  readonly otherConferenceId: string;
  readonly missingConferenceId: string;
  /** The text to search for. */
  readonly search: Translated<string>;
  /** The end of the first minute, and a time at which two people speak. */
  readonly until: number;
  readonly time: number;
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
  search: { en: "permission", "zh-CN": "权限管理" },
  until: 60_000,
  time: 67_800,
  from: 2_815_114,
  nodeId: "C1.WyJkZW1vIixudWxsXQ",
};
const EMPTY: Blanks = {
  conferenceId: "",
  otherConferenceId: "",
  missingConferenceId: "none",
  search: { en: "", "zh-CN": "" },
  until: 60_000,
  time: 60_000,
  from: 0,
  nodeId: "",
};

/** The reader and the gateway for which the examples are written. */
export interface ExampleOptions {
  /** True: they are filled in for the embedded simulator. False: they have blanks for the reader's own meetings. */
  readonly isDemo: boolean;
  readonly language: Language;
  /** The initial text of the header editors. */
  readonly headers: string;
}

/** The examples, one for each tab. */
export function createExamples({ isDemo, language, headers }: ExampleOptions): readonly [Example, ...Example[]] {
  const blanks = isDemo ? DEMO : EMPTY;
  const { conferenceId, otherConferenceId, missingConferenceId, until, time, from } = blanks;
  const example = ({ comment, query }: queries.ExampleQuery, variables: object): Example => ({
    query: [...comment[language].map((line) => `# ${line}`), query.trimStart()].join("\n"),
    variables: JSON.stringify(variables, null, 2),
    headers,
  });
  return [
    example(queries.WORDS, { conferenceId }),
    example(wholeTranscript.SEARCH, { conferenceId, query: blanks.search[language] }),
    example(wholeTranscript.CAPTIONS, { conferenceId, until }),
    example(wholeTranscript.SPEAKERS, { conferenceId }),
    example(wholeTranscript.SPOKEN_AT, { conferenceId, time }),
    example(queries.SCROLLING, { conferenceId, after: null }),
    example(queries.LAST_MINUTES, { conferenceId, from }),
    example(queries.MEETINGS, { conferenceIds: [conferenceId, otherConferenceId] }),
    example(queries.BY_ID, { id: blanks.nodeId }),
    example(queries.ERROR_CODE, { conferenceId: missingConferenceId }),
  ];
}

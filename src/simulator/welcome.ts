import { BUILT_IN_CONFERENCES, type BuiltInConference } from "./conferences.js";
import { FAILURE_CONFERENCES } from "./failures.js";

/** The text for people who have just started the simulator at `url`: how to make a first call. */
export function welcome(url: string): string {
  const path = "/v1.0/conference/videoConferences/demo/cloudRecords/getTexts?maxResults=3";
  return [
    `The simulator stands in for DingTalk at ${url}`,
    "  Token:       demo-token (any token that starts with demo- will do)",
    "  Transcripts:",
    ...BUILT_IN_CONFERENCES.map(toLine),
    "  Failures, each a conference of its own:",
    ...FAILURE_CONFERENCES.map(toLine),
    "  Try it:",
    `    curl -H 'x-acs-dingtalk-access-token: demo-token' '${url}${path}'`,
    "",
  ].join("\n");
}

function toLine({ conferenceId, description }: Pick<BuiltInConference, "conferenceId" | "description">): string {
  return `    ${conferenceId.padEnd(20)} ${description}`;
}

import { BUILT_IN_CONFERENCES } from "./conferences.js";
import { FAILURE_CONFERENCES } from "./failures.js";

/** The text for people who have just started the simulator at `url`: how to make a first call. */
export function welcome(url: string): string {
  const path = "/v1.0/conference/videoConferences/demo/cloudRecords/getTexts?maxResults=3";
  const transcripts = BUILT_IN_CONFERENCES.map(
    ({ conferenceId, description }) => `    ${conferenceId.padEnd(20)} ${description}`,
  );
  const failures = FAILURE_CONFERENCES.map(({ conferenceId }) => `    ${conferenceId}`);
  return [
    `The simulator stands in for DingTalk at ${url}`,
    "  Token:       demo-token (any token that starts with demo- will do)",
    "  Transcripts:",
    ...transcripts,
    "  Failures, each a conference of its own:",
    ...failures,
    "  Try it:",
    `    curl -H 'x-acs-dingtalk-access-token: demo-token' '${url}${path}'`,
    "",
  ].join("\n");
}

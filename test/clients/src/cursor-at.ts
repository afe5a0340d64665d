import { CONFERENCE_ID, type Meeting } from "./meeting.js";
import type { TranscriptData } from "./transcript-query.js";

const QUERY = /* GraphQL */ `
  query CursorAt($conferenceId: ID!, $first: Int!) {
    conference(conferenceId: $conferenceId) {
      paragraphs(first: $first) {
        edges {
          cursor
        }
      }
    }
  }
`;

/** The cursor of the paragraph with this index in the meeting. It is requested without the clients under test. */
export async function cursorAt({ endpoint }: Meeting, index: number): Promise<string> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-token" },
    body: JSON.stringify({ query: QUERY, variables: { conferenceId: CONFERENCE_ID, first: index + 1 } }),
  });
  const { data } = (await response.json()) as { readonly data: TranscriptData };
  const edge = data.conference.paragraphs?.edges[index];
  if (edge === undefined) throw new RangeError(`the meeting has no paragraph at ${index}`);
  return edge.cursor;
}

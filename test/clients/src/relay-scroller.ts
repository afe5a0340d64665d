import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getFragment,
  getPaginationMetadata,
  getPaginationVariables,
  getRequest,
  getSingularSelector,
  type GraphQLResponse,
  Network,
  RecordSource,
  Store,
} from "relay-runtime";
import type { relayTranscriptQuery as TranscriptQuery } from "./__generated__/relayTranscriptQuery.graphql.js";
import type { Meeting } from "./meeting.js";
import { relayTranscriptFragment, relayTranscriptQuery } from "./relay-transcript.js";
import type { Scroller } from "./scroll.js";
import { connectionOf, type TranscriptData } from "./transcript-query.js";

const PAGE = 40;

/** A Relay environment of its own, that asks the meeting's gateway. */
export function createEnvironment({ endpoint }: Meeting): Environment {
  const network = Network.create(async ({ text }, variables) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", "x-acs-dingtalk-access-token": "demo-relay" },
      body: JSON.stringify({ query: text, variables }),
    });
    return (await response.json()) as GraphQLResponse;
  });
  return new Environment({ network, store: new Store(new RecordSource()) });
}

/** Opens the list with its first page, and goes on as `usePaginationFragment` does: with the query that Relay made. */
export async function openTranscript(
  environment: Environment,
  variables: TranscriptQuery["variables"],
): Promise<Scroller> {
  const operation = createOperationDescriptor(getRequest(relayTranscriptQuery), variables);
  environment.retain(operation);
  const answer = await fetchQuery<TranscriptQuery>(environment, relayTranscriptQuery, variables).toPromise();
  if (answer === undefined) throw new Error("the gateway gave no answer");
  const { conference } = answer;
  const fragment = getFragment(relayTranscriptFragment);
  const { paginationRequest, paginationMetadata } = getPaginationMetadata(fragment, "the transcript");
  const selector = getSingularSelector(fragment, conference);
  const current = () => connectionOf({ conference: environment.lookup(selector).data } as unknown as TranscriptData);
  const turn = (direction: "forward" | "backward", cursor: string | null) => {
    const page = getPaginationVariables(direction, PAGE, cursor, variables, { id: conference.id }, paginationMetadata);
    return fetchQuery(environment, paginationRequest, page).toPromise();
  };
  return {
    current,
    later: () => turn("forward", current().pageInfo.endCursor),
    earlier: () => turn("backward", current().pageInfo.startCursor),
  };
}

/** The ids of all paragraphs in the store. */
export function storedParagraphs(environment: Environment): readonly string[] {
  const source = environment.getStore().getSource();
  return source.getRecordIDs().filter((id) => source.get(id)?.["__typename"] === "Paragraph");
}

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
  type GraphQLTaggedNode,
  Network,
  RecordSource,
  Store,
  type Variables,
} from "relay-runtime";
import type { relaySearchQuery as SearchQuery } from "./__generated__/relaySearchQuery.graphql.js";
import type { relayTranscriptQuery as TranscriptQuery } from "./__generated__/relayTranscriptQuery.graphql.js";
import type { Meeting } from "./meeting.js";
import { relaySearchFragment, relaySearchQuery } from "./relay-search.js";
import { relayTranscriptFragment, relayTranscriptQuery } from "./relay-transcript.js";
import type { Scroller } from "./scroll.js";
import { hitsOf, type SearchData, toParagraphs } from "./search-query.js";
import { type Connection, connectionOf, type TranscriptData } from "./transcript-query.js";

const PAGE = 40;

/** A separate Relay environment for the meeting's gateway. */
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

/**
 * A list that Relay pages: the query that opens it, the fragment that loads more, and the path of the connection
 * in the fragment.
 */
interface List {
  readonly query: GraphQLTaggedNode;
  readonly fragment: GraphQLTaggedNode;
  readonly read: (conference: unknown) => Connection;
}

const TRANSCRIPT: List = {
  query: relayTranscriptQuery,
  fragment: relayTranscriptFragment,
  read: (conference) => connectionOf({ conference } as TranscriptData),
};

const SEARCH: List = {
  query: relaySearchQuery,
  fragment: relaySearchFragment,
  read: (conference) => toParagraphs(hitsOf({ conference } as SearchData)),
};

/** Opens a meeting's transcript with its first page. */
export const openTranscript = (environment: Environment, variables: TranscriptQuery["variables"]): Promise<Scroller> =>
  openList(environment, TRANSCRIPT, variables);

/** Opens a search with its first page of hits. */
export const openSearch = (environment: Environment, variables: SearchQuery["variables"]): Promise<Scroller> =>
  openList(environment, SEARCH, variables);

/**
 * Opens the list with its first page, and loads more as `usePaginationFragment` does, with the query that
 * Relay has generated.
 */
async function openList(environment: Environment, { query, fragment, read }: List, variables: Variables) {
  const operation = createOperationDescriptor(getRequest(query), variables);
  environment.retain(operation);
  const response = await fetchQuery<Opened>(environment, query, variables).toPromise();
  if (response === undefined) throw new Error("the gateway sent no response");
  const { conference } = response;
  const node = getFragment(fragment);
  const { paginationRequest, paginationMetadata } = getPaginationMetadata(node, "the list");
  const selector = getSingularSelector(node, conference);
  const current = () => read(environment.lookup(selector).data);
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

/** The query that opens a list also selects the meeting's id. */
interface Opened {
  readonly variables: Variables;
  readonly response: { readonly conference: { readonly id: string } };
}

/** The ids of all paragraphs in the store. */
export function storedParagraphs(environment: Environment): readonly string[] {
  const source = environment.getStore().getSource();
  return source.getRecordIDs().filter((id) => source.get(id)?.["__typename"] === "Paragraph");
}

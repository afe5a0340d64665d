/** An error in the gateway's format. */
export interface GatewayError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly retryable: boolean; readonly retryAfterMs?: number };
}

interface GatewayResponse<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GatewayError[];
}

/** A response with data. A field that failed is null, and an error has its `path`. */
export interface GraphQLResponse<Data> {
  readonly data: Data;
  readonly errors: readonly GatewayError[];
}

/**
 * Runs an operation. @throws an Error when the response has no data. Its cause is the list of errors, which is empty if
 * the response is not the gateway's, such as a proxy's 502.
 */
export type Send = <Data>(query: string, variables: object) => Promise<GraphQLResponse<Data>>;

/** Connects to a gateway with `fetch` only. `headers` contain the credentials. */
export function connect(endpoint: string, headers: Record<string, string>): Send {
  return async <Data>(query: string, variables: object) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const type = response.headers.get("content-type") ?? "no content type";
    if (!type.includes("json")) throw new Error(`HTTP ${response.status}, ${type} instead of JSON`, { cause: [] });
    const { data, errors = [] } = (await response.json()) as GatewayResponse<Data>;
    if (!data) throw new Error(errors[0]?.message ?? `HTTP ${response.status}`, { cause: errors });
    return { data, errors };
  };
}

const PAGE = /* GraphQL */ `
  query Page($conferenceId: ID!, $after: String) {
    conference(conferenceId: $conferenceId) {
      paragraphs(first: 200, after: $after) {
        nodes {
          recordId
          startTime
          text
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

/** A paragraph as `PAGE` selects it. */
export interface Paragraph {
  readonly recordId: string | null;
  readonly startTime: number;
  readonly text: string;
}

interface Page {
  readonly conference: {
    readonly paragraphs: {
      readonly nodes: readonly Paragraph[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    } | null;
  };
}

/**
 * A page of paragraphs: those after the cursor `after`, or the first ones. @throws the gateway's errors if there
 * is no page.
 */
export async function readPage(send: Send, conferenceId: string, after: string | null) {
  const { data, errors } = await send<Page>(PAGE, { conferenceId, after });
  const { paragraphs } = data.conference;
  if (paragraphs === null) throw new Error(errors[0]?.message, { cause: errors });
  return paragraphs;
}

/** All paragraphs of a meeting in order. A page is read when the loop needs it. */
export async function* readMeeting(send: Send, conferenceId: string): AsyncGenerator<Paragraph> {
  let page = await readPage(send, conferenceId, null);
  yield* page.nodes;
  while (page.pageInfo.hasNextPage) {
    page = await readPage(send, conferenceId, page.pageInfo.endCursor);
    yield* page.nodes;
  }
}

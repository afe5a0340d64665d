import type { GraphQLFormattedError } from "graphql";
import type { OracleArguments } from "./oracle.js";
import type { TestGateway } from "./gateway.js";

/** Arguments of `paragraphs`, with cursors from the gateway. */
export interface SliceArguments extends Partial<Omit<OracleArguments, "after" | "before" | "order">> {
  readonly order: OracleArguments["order"];
  readonly after?: string | null;
  readonly before?: string | null;
}

/** A slice that can be compared with the oracle's: each paragraph as its time and its text. */
export interface ComparableSlice {
  readonly paragraphs: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** The result of reading one connection: a slice or an error. */
export interface SliceOutcome {
  readonly slice: ComparableSlice | null;
  readonly cursors: readonly string[];
  readonly endCursor: string | null;
  readonly error: GraphQLFormattedError | null;
}

interface Connection {
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly startTime: number; readonly text: string };
  }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

const QUERY = `query Slice($id: ID!, $first: Int, $last: Int, $after: String, $before: String, $from: Milliseconds,
  $until: Milliseconds, $order: TimeOrder!) {
  conference(conferenceId: $id) {
    paragraphs(first: $first, last: $last, after: $after, before: $before, from: $from, until: $until, order: $order) {
      edges { cursor node { startTime text } }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
}`;

/** Reads one connection of the conference `m`, or of another, with any token. */
export async function readSlice(
  gateway: TestGateway,
  requested: SliceArguments,
  { conferenceId = "m", token = "demo-token" } = {},
): Promise<SliceOutcome> {
  const variables = { ...requested, id: conferenceId, order: requested.order.toUpperCase() };
  const { data, errors } = await gateway.query<{ conference: { paragraphs: Connection | null } }>(QUERY, {
    variables,
    token,
  });
  const connection = data?.conference.paragraphs ?? null;
  return { ...toSlice(connection), error: errors[0] ?? null };
}

function toSlice(connection: Connection | null): Omit<SliceOutcome, "error"> {
  if (connection === null) return { slice: null, cursors: [], endCursor: null };
  const { edges, pageInfo } = connection;
  const { endCursor, ...flags } = pageInfo;
  const paragraphs = edges.map(({ node }) => `${node.startTime} ${node.text}`);
  return { slice: { paragraphs, ...flags }, cursors: edges.map(({ cursor }) => cursor), endCursor };
}

/** The cursor of every paragraph in the requested order, from a walk forward or backward. */
export async function readCursors(
  gateway: TestGateway,
  order: OracleArguments["order"],
  backward: boolean,
  size: number,
): Promise<readonly string[]> {
  const walked: string[] = [];
  for (let cursor: string | null = null; ;) {
    const requested: SliceArguments = backward
      ? { last: size, before: cursor, order }
      : { first: size, after: cursor, order };
    const { slice, cursors, error } = await readSlice(gateway, requested);
    if (slice === null) throw new Error(`the walk failed: ${error?.message}`);
    walked.splice(backward ? 0 : walked.length, 0, ...cursors);
    if (!(backward ? slice.hasPreviousPage : slice.hasNextPage)) return walked;
    cursor = (backward ? cursors[0] : cursors.at(-1)) ?? null;
  }
}

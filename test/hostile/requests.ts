import * as fc from "fast-check";
import type { GraphQLSchema } from "graphql";
import { randomOperations } from "../support/random-operation.js";
import { BOMBS } from "./bombs.js";

/** One request to `/graphql`. */
export interface HostileRequest {
  readonly kind: string;
  readonly method: "GET" | "POST";
  /** The text after the path. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

const IDS = [
  "m",
  "error-serviceBusy",
  "error-truncated",
  "error-wrong-shape",
  "..",
  ".",
  "%2e%2e%2f",
  "a/../../b?x=1#y",
  "\u0000",
  "\r\nx: y",
];
const WINDOW = `query W($id: ID!, $union: ID, $first: Int, $after: String, $before: String, $from: Milliseconds, $order: TimeOrder! = ASCENDING) {
  conference(conferenceId: $id, unionId: $union) {
    paragraphs(first: $first, after: $after, before: $before, from: $from, order: $order) { edges { cursor node { id text } } } } }`;
const NODES = "query N($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
const ENTITIES = "query E($r: [_Any!]!) { _entities(representations: $r) { __typename } }";

const anyText = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(...IDS),
  fc.nat(5000).map((length) => "x".repeat(length)),
);
const anyValue = fc.oneof(anyText, fc.jsonValue({ maxDepth: 4 }), fc.double(), fc.maxSafeInteger(), fc.constant(null));

const post = (kind: string, body: HostileRequest["body"], headers: Record<string, string> = {}): HostileRequest => ({
  kind,
  method: "POST",
  search: "",
  headers: { "content-type": "application/json", ...headers },
  body,
});
const operation = (kind: string, query: string, variables: unknown = {}, headers: Record<string, string> = {}) =>
  post(kind, JSON.stringify({ query, variables }), headers);

/** Removes, doubles or inserts parts at random places. */
function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(6),
    put: fc.string({ maxLength: 4 }),
  });
  return fc.tuple(text, fc.array(change, { minLength: 1, maxLength: 4 })).map(([whole, changes]) =>
    changes.reduce((current, { at, cut, put }) => {
      const place = Math.floor(at * current.length);
      return current.slice(0, place) + put + current.slice(place + cut);
    }, whole),
  );
}

/** The text with some bits flipped. */
function flipped(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(text, fc.array(fc.nat(10_000), { minLength: 1, maxLength: 3 })).map(([whole, places]) => {
    const bytes = Buffer.from(whole, "latin1");
    for (const place of places) {
      const index = Math.floor(place / 8) % Math.max(1, bytes.length);
      bytes[index] = (bytes[index] ?? 0) ^ (1 << (place % 8));
    }
    return bytes.toString("latin1");
  });
}

const HEADER_NAMES = [
  "accept",
  "content-type",
  "x-request-id",
  "traceparent",
  "apollo-federation-include-trace",
  "x-dingtalk-union-id",
  "origin",
  "if-none-match",
  "content-encoding",
  "x-forwarded-host",
  "authorization",
];
const headerValue = fc.oneof(
  fc.constantFrom(
    "application/json",
    "application/graphql-response+json",
    "text/html",
    "*/*",
    "ftv1",
    "gzip",
    "multipart/mixed",
    "application/json; charset=utf-16",
    "null",
    "q=;;;,,,",
  ),
  fc.string({ maxLength: 40 }).map((text) => text.replace(/[^\x20-\x7e]/g, "").trim()),
);

/** Every kind of hostile request; `genuine`: cursors and ids from the gateway. */
export function hostileRequests(schema: GraphQLSchema, genuine: readonly string[]): fc.Arbitrary<HostileRequest> {
  const handedOut = fc.constantFrom(...genuine);
  const values = {
    conferenceId: ['"m"', '""', '".."'],
    conferenceIds: ['["m", "n"]'],
    unionId: ['"u"', "null"],
    id: ['"x"'],
    ids: ['["x"]'],
    first: ["2", "-1"],
    last: ["1"],
    after: ['"x"'],
    before: ["null"],
    from: ["1", "-1"],
    until: ["99999"],
    order: ["DESCENDING"],
    time: ["1", "-1"],
    query: ['"x"', '""', JSON.stringify("\u0301".repeat(200)), '"(a+)+$"', '"\\ud83d"'],
    speakers: ["[]", '["u"]'],
    maxLineWidth: ["10", "-1"],
    maxLines: ["1", "2147483647"],
    speakerNames: ["false"],
    format: ["TTML", "SRT"],
    representations: ['[{ __typename: "Conference", conferenceId: "m" }]'],
  };
  const operations = randomOperations(schema, values, 5);
  const documents = operations.map(({ query }) => query);
  const bodies = operations.map((random) => JSON.stringify(random));
  const oneOrMany = fc.oneof(anyValue, fc.array(anyValue, { maxLength: 150 }));
  return fc.oneof(
    operations.map(({ query, variables }) => operation("random operation", query, variables)),
    damaged(bodies).map((body) => post("broken JSON", body)),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => post("bytes", Uint8Array.from(bytes))),
    fc.json({ maxDepth: 6 }).map((body) => post("other JSON", body)),
    damaged(documents).map((query) => operation("broken document", query)),
    fc
      .tuple(fc.constantFrom(...BOMBS), fc.integer({ min: 1, max: 3000 }))
      .map(([bomb, size]) => operation("bomb", bomb(size))),
    fc
      .record({ id: anyValue, union: anyValue, first: anyValue, from: anyValue, order: anyValue })
      .map((variables) => operation("wrong types", WINDOW, variables)),
    fc.tuple(anyText, anyText).map(([id, union]) => operation("hostile conference", WINDOW, { id, union, first: 1 })),
    oneOrMany.map((ids) => operation("hostile ids", NODES, { ids })),
    oneOrMany.map((r) => operation("hostile references", ENTITIES, { r })),
    fc
      .array(flipped(handedOut), { minLength: 1, maxLength: 20 })
      .map((ids) => operation("flipped ids", NODES, { ids })),
    fc
      .tuple(flipped(handedOut), fc.constantFrom("after", "before"))
      .map(([cursor, name]) => operation("flipped cursor", WINDOW, { id: "m", [name]: cursor })),
    fc
      .dictionary(fc.constantFrom(...HEADER_NAMES), headerValue, { maxKeys: 4 })
      .map((headers) => operation("odd headers", "{ __typename }", {}, headers)),
    anyText.map((operationName) => post("operation name", JSON.stringify({ query: "{ __typename }", operationName }))),
    fc.tuple(documents, anyText).map(([query, variables]) => ({
      kind: "GET",
      method: "GET" as const,
      search: `?${new URLSearchParams({ query, variables }).toString()}`.slice(0, 8000),
      headers: {},
      body: null,
    })),
  );
}

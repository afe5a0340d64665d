import type { FastifyReply, FastifyRequest } from "fastify";
import { isRecord } from "../json.js";
import { refuse } from "./error-replies.js";

/** A hook that refuses a request without an operation, with a message that says what is missing. */
export async function refuseWithoutOperation(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const fault = request.method === "POST" ? findBodyFault(request.body) : findSearchFault(request.query);
  return fault === null ? undefined : refuse(reply, 400, { code: "BAD_REQUEST", message: fault });
}

function findBodyFault(body: unknown): string | null {
  if (body === undefined) return `the request has no body: ${EXAMPLE}`;
  if (Array.isArray(body)) return "the body is a list: send one operation a request, there is no batching";
  if (!isRecord(body)) return `the body is not a JSON object: ${EXAMPLE}`;
  return isPersisted(body) ? null : findQueryFault(body["query"], `the body has no query: ${EXAMPLE}`);
}

function findSearchFault(search: unknown): string | null {
  if (!isRecord(search) || "extensions" in search) return null;
  return findQueryFault(search["query"], "the URL has no parameter `query`");
}

function findQueryFault(query: unknown, missing: string): string | null {
  if (query === undefined || query === null || query === "") return missing;
  // A repeated parameter has its own message.
  return typeof query === "string" || Array.isArray(query) ? null : "`query` must be a string";
}

/** The gateway has no persisted queries. A client that sends only a hash gets the standard error. */
function isPersisted({ extensions }: Readonly<Record<string, unknown>>): boolean {
  return isRecord(extensions) && extensions["persistedQuery"] !== undefined;
}

const EXAMPLE = 'send JSON such as {"query": "{ __typename }"}';

import { hash } from "node:crypto";
import type { FastifyInstance } from "fastify";

/**
 * Serves the clients' schema at `/schema.graphql`, for code generators and editors. It is sent as plain text, which
 * browsers display, because GraphQL documents have no registered media type (graphql/graphql-spec#988). Clients may
 * keep a copy but must check it: `If-None-Match` costs only a 304.
 */
export function registerSchemaFile(app: FastifyInstance, schemaText: string): void {
  const etag = `"${hash("sha256", schemaText, "base64url")}"`;
  app.get("/schema.graphql", async (request, reply) => {
    reply.headers({ etag, "cache-control": "no-cache" });
    return matches(request.headers["if-none-match"], etag)
      ? reply.code(304).send()
      : reply.type("text/plain; charset=utf-8").send(schemaText);
  });
}

/** RFC 9110, section 13.1.2: `*`, or a list of tags, which are compared without their weakness mark. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(etag);
}

import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";

/**
 * Serves the clients' schema at `/schema.graphql`, for code generators and editors. It goes out as plain text, which a browser
 * shows: GraphQL documents have no registered media type (graphql/graphql-spec#988). A copy may be kept, but is to be checked
 * before it is used: `If-None-Match` costs no more than a 304.
 */
export function registerSchemaFile(app: FastifyInstance, schemaText: string): void {
  const etag = `"${createHash("sha256").update(schemaText).digest("base64url")}"`;
  app.get("/schema.graphql", async (request, reply) => {
    reply.headers({ etag, "cache-control": "no-cache", "x-content-type-options": "nosniff" });
    return holds(request.headers["if-none-match"], etag)
      ? reply.code(304).send()
      : reply.type("text/plain; charset=utf-8").send(schemaText);
  });
}

/** RFC 9110, section 13.1.2: `*`, or a list of tags that are compared without their mark of weakness. */
function holds(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(etag);
}

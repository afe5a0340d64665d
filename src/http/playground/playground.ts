import accepts from "@fastify/accepts";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { PlaygroundAssets } from "./assets.js";
import { type PageOptions, renderPage, SECURITY_HEADERS } from "./page.js";

/** The playground's files, and the contents of its page. */
export interface PlaygroundOptions extends PageOptions {
  readonly assets: PlaygroundAssets;
}

/** In order of preference; a client without a preference gets JSON. */
const MEDIA_TYPES = ["application/graphql-response+json", "application/json", "text/html"];

/**
 * Serves the playground's files under `/graphql/playground/`. Returns the hook for the route `/graphql` that sends the
 * page to browsers: to a GET that prefers HTML to JSON and has no `query`. Other requests pass through.
 */
export function registerPlayground(app: FastifyInstance, { assets, ...options }: PlaygroundOptions) {
  app.register(accepts);
  app.register(fastifyStatic, {
    root: assets.directory,
    prefix: `/graphql/playground/${assets.version}/`,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: "1y",
    decorateReply: false,
    setHeaders: (reply) => void reply.headers(SECURITY_HEADERS),
  });
  const page = renderPage(assets.version, options);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.method === "POST") return undefined;
    reply.header("vary", "accept");
    if (!isForBrowser(request)) return undefined;
    return reply
      .headers(SECURITY_HEADERS)
      .header("cache-control", "no-cache")
      .type("text/html; charset=utf-8")
      .send(page);
  };
}

function isForBrowser(request: FastifyRequest): boolean {
  const hasQuery = typeof request.query === "object" && request.query !== null && "query" in request.query;
  return !hasQuery && request.accepts().type(MEDIA_TYPES) === "text/html";
}

import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import Negotiator from "negotiator";
import { refuse } from "../error-replies.js";
import type { PlaygroundAssets } from "./assets.js";
import { type PageOptions, renderPage, SECURITY_HEADERS } from "./page.js";

/** The playground's files, and the contents of its page. */
export interface PlaygroundOptions extends PageOptions {
  readonly assets: PlaygroundAssets;
}

/** A gateway without a playground. */
export interface NoPlayground {
  /** The message that explains why there is no playground, and how to get one. */
  readonly missing: string;
}

/** A hook for the route `/graphql`; requests without a reply of its own go on to the API. */
type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** In order of preference; a client without a preference gets JSON. */
const MEDIA_TYPES = ["application/graphql-response+json", "application/json", "text/html"];

/**
 * Serves the playground's files under `/graphql/playground/`, and redirects `/` to the playground. Returns the hook for
 * the route `/graphql` that sends the page to browsers: to a GET that prefers HTML to JSON and has no `query`. Other
 * requests pass through. Without a playground, `/` and the hook tell browsers why there is none.
 */
export function registerPlayground(app: FastifyInstance, playground: PlaygroundOptions | NoPlayground): Hook {
  return "missing" in playground ? explainAbsence(app, playground.missing) : servePlayground(app, playground);
}

function servePlayground(app: FastifyInstance, { assets, ...options }: PlaygroundOptions): Hook {
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
  // A relative address, so that a proxy may add a path.
  app.get("/", async (_request, reply) => reply.redirect("graphql"));
  const page = renderPage(assets.version, options);
  return forBrowsers((reply) =>
    reply.headers(SECURITY_HEADERS).header("cache-control", "no-cache").type("text/html; charset=utf-8").send(page),
  );
}

function explainAbsence(app: FastifyInstance, missing: string): Hook {
  app.get("/", async (_request, reply) =>
    refuse(reply, 404, { code: "NOT_FOUND", message: `there is nothing here; the API is at /graphql. ${missing}` }),
  );
  return forBrowsers((reply) =>
    refuse(reply, 400, { code: "BAD_REQUEST", message: `the URL has no parameter \`query\`. ${missing}` }),
  );
}

function forBrowsers(sendPage: (reply: FastifyReply) => FastifyReply): Hook {
  return async (request, reply) => {
    if (request.method === "POST") return undefined;
    reply.header("vary", [reply.getHeader("vary"), "accept"].filter(Boolean).join(", "));
    return isForBrowser(request) ? sendPage(reply) : undefined;
  };
}

function isForBrowser(request: FastifyRequest): boolean {
  const hasQuery = typeof request.query === "object" && request.query !== null && "query" in request.query;
  return !hasQuery && new Negotiator(request).mediaType(MEDIA_TYPES) === "text/html";
}

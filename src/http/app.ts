import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Context, createContext, type SourceFactory } from "../graphql/context.js";
import { registerHealth } from "./health.js";
import { type PlaygroundOptions, registerPlayground } from "./playground/playground.js";
import { registerSchemaFile } from "./schema-file.js";

/** What the HTTP side serves. */
export interface AppOptions {
  readonly apollo: ApolloServer<Context>;
  readonly sourceFor: SourceFactory;
  /** Null: no playground. */
  readonly playground: PlaygroundOptions | null;
  /** What `/schema.graphql` serves; null: there is no such route. */
  readonly schemaText: string | null;
}

/** Registers every route of the gateway. The GraphQL server must have started. */
export function registerRoutes(app: FastifyInstance, { apollo, sourceFor, playground, schemaText }: AppOptions): void {
  registerHealth(app);
  if (schemaText !== null) registerSchemaFile(app, schemaText);
  const context = async (request: FastifyRequest, reply: FastifyReply) =>
    createContext({ headers: request.headers, signal: hangUpSignal(reply) }, sourceFor);
  const preHandler = playground === null ? [] : [registerPlayground(app, playground)];
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    preHandler,
    handler: fastifyApolloHandler(apollo, { context }),
    // A page of 10 MB would otherwise be gone through twice, for its length and for its bytes.
    onSend: async (_request, _reply, payload) => (typeof payload === "string" ? Buffer.from(payload) : payload),
  });
}

/** Aborts when the caller hangs up before it has its answer. */
function hangUpSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

// Mercurius with its compiler, which it uses from the second request of a query on.
import fastify from "fastify";
import mercurius from "mercurius";
import { resolvers, typeDefs } from "./transcript-schema.mjs";

const app = fastify();
app.register(mercurius, {
  schema: typeDefs,
  // Its types allow a custom context only through a module declaration, which JavaScript does not have.
  resolvers: /** @type {any} */ (resolvers),
  context: ({ headers }) => ({ token: headers["x-acs-dingtalk-access-token"]?.toString() }),
  jit: 1,
});
await app.listen({ host: "127.0.0.1", port: Number(process.env["PORT"]) });

// Mercurius with its compiler on: from the second time that it sees a query.
import fastify from "fastify";
import mercurius from "mercurius";
import { resolvers, typeDefs } from "./transcript-schema.mjs";

const app = fastify();
app.register(mercurius, {
  schema: typeDefs,
  // Its types know no context of one's own without a module declaration, which JavaScript has not.
  resolvers: /** @type {any} */ (resolvers),
  context: ({ headers }) => ({ token: headers["x-acs-dingtalk-access-token"]?.toString() }),
  jit: 1,
});
await app.listen({ host: "127.0.0.1", port: Number(process.env["PORT"]) });

// GraphQL Yoga as it comes.
import { createServer } from "node:http";
import { createSchema, createYoga } from "graphql-yoga";
import { resolvers, typeDefs } from "./transcript-schema.mjs";

const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: ({ request }) => ({ token: request.headers.get("x-acs-dingtalk-access-token") ?? undefined }),
});

createServer(yoga).listen(Number(process.env["PORT"]), "127.0.0.1");

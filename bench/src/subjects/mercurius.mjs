import { ownServer } from "./launch.mjs";
import { conferenceSubject } from "./subject.mjs";

/** Mercurius on Fastify, compiling queries with graphql-jit. */
export const mercurius = conferenceSubject({
  name: "mercurius",
  title: "Mercurius, jit",
  launch: ownServer("src/servers/mercurius.mjs"),
});

import { ownServer } from "./launch.mjs";
import { conferenceSubject } from "./subject.mjs";

/** Apollo Server as it comes, over a type-graphql schema of classes. */
export const apollo = conferenceSubject({
  name: "apollo",
  title: "Apollo Server, type-graphql",
  launch: ownServer("dist/servers/apollo-type-graphql.js"),
});

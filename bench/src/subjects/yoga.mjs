import { ownServer } from "./launch.mjs";
import { conferenceSubject } from "./subject.mjs";

/** GraphQL Yoga as it comes. */
export const yoga = conferenceSubject({
  name: "yoga",
  title: "GraphQL Yoga",
  launch: ownServer("src/servers/yoga.mjs"),
});

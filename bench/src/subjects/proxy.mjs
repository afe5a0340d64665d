import { SHAPES } from "../queries.mjs";
import { ownServer, withEnv } from "./launch.mjs";
import { readConference, TOKEN_HEADER } from "./subject.mjs";

/**
 * The reference: the same JSON by hand-written code, without GraphQL.
 * @type {import("./subject.mjs").Subject}
 */
export const proxy = {
  name: "proxy",
  title: "hand-written proxy, no GraphQL",
  program: null,
  shapes: SHAPES,
  launch: ownServer("src/servers/proxy.mjs"),
  request: ({ conferenceId, size, shape }) => ({
    method: "GET",
    path: `/conferences/${conferenceId}/paragraphs?first=${size}&shape=${shape}`,
    headers: TOKEN_HEADER,
  }),
  read: readConference,
  identifiers: null,
};

/**
 * The same with a new connection for each call, as our gateway has it.
 * @type {import("./subject.mjs").Subject}
 */
export const proxyPerCall = {
  ...proxy,
  name: "proxy-per-call",
  title: "hand-written proxy, a connection for each call",
  launch: withEnv(proxy.launch, { CONNECTION_PER_CALL: "true" }),
};

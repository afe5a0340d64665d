import { apollo } from "./apollo.mjs";
import { mercurius } from "./mercurius.mjs";
import { mesh } from "./mesh.mjs";
import { cached } from "./cached.mjs";
import { createOurs } from "./ours.mjs";
import { proxy, proxyPerCall } from "./proxy.mjs";
import { relay, relayPerCall } from "./relay.mjs";
import { tailcall } from "./tailcall.mjs";
import { yoga } from "./yoga.mjs";

/** All subjects. The others are compared with the first. */
export const SUBJECTS = [
  proxy,
  relay,
  proxyPerCall,
  relayPerCall,
  createOurs(),
  cached,
  mercurius,
  tailcall,
  yoga,
  apollo,
  mesh,
];

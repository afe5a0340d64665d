import { cache } from "./cache.js";
import { caller } from "./caller.js";
import { deployment } from "./deployment.js";
import { exploring } from "./exploring.js";
import { http } from "./http.js";
import { observability } from "./observability.js";
import { operation } from "./operation.js";
import { outgoing } from "./outgoing.js";
import { overload } from "./overload.js";
import { redis } from "./redis.js";
import { routers } from "./routers.js";
import { search } from "./search.js";
import { shutdown } from "./shutdown.js";
import { signIn } from "./sign-in.js";
import { tracing } from "./tracing.js";
import { upstream } from "./upstream.js";

/** Every section of the configuration, in the order of the documents. */
export const sections = {
  deployment,
  http,
  signIn,
  upstream,
  caller,
  outgoing,
  cache,
  redis,
  operation,
  search,
  overload,
  exploring,
  routers,
  observability,
  tracing,
  shutdown,
};

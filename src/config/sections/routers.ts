import { secret } from "../kinds.js";
import { section } from "../variable.js";

/** Federation routers in front of the gateway. */
export const routers = section("Routers", {
  secret: secret(
    "ROUTER_SECRET",
    "none: anyone may",
    "what a router sends as `x-router-secret` to get `_service`, `_entities` and inline traces",
  ),
});

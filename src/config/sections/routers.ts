import { secret } from "../kinds.js";
import { section } from "../variable.js";

/** Federation routers in front of the gateway. */
export const routers = section("Routers", {
  secret: secret(
    "ROUTER_SECRET",
    "none: every client can use them",
    "the secret that a router sends as `x-router-secret` to use `_service`, `_entities` and inline traces; several of 32 characters or more, separated by commas: each is accepted",
  ),
});

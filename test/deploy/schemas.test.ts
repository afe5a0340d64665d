import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { PrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule";
import { ServiceMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import { Ingress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { Service } from "kubernetes-models/v1/Service";
import { parse } from "yaml";

/** The schemas of Kubernetes and of the Prometheus operator, by kind, and the module that has the type. */
const MODELS = {
  Deployment: [Deployment, "kubernetes-models/apps/v1/Deployment"],
  HorizontalPodAutoscaler: [HorizontalPodAutoscaler, "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler"],
  Ingress: [Ingress, "kubernetes-models/networking.k8s.io/v1/Ingress"],
  NetworkPolicy: [NetworkPolicy, "kubernetes-models/networking.k8s.io/v1/NetworkPolicy"],
  PodDisruptionBudget: [PodDisruptionBudget, "kubernetes-models/policy/v1/PodDisruptionBudget"],
  PrometheusRule: [PrometheusRule, "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule"],
  Service: [Service, "kubernetes-models/v1/Service"],
  ServiceMonitor: [ServiceMonitor, "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor"],
} as const;

const root = fileURLToPath(new URL("../../", import.meta.url));
const FOLDERS = ["deploy/kubernetes", "deploy/kubernetes/monitoring"];

const read = (file: string) => parse(readFileSync(join(root, file), "utf8"), { strict: true, uniqueKeys: true });
const filesIn = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith(".yaml"));
const manifests = FOLDERS.flatMap((folder) =>
  filesIn(folder)
    .filter((name) => name !== "kustomization.yaml")
    .map((name) => ({ file: `${folder}/${name}`, content: read(`${folder}/${name}`) })),
);

type Kind = keyof typeof MODELS;
const isKind = (kind: unknown): kind is Kind => typeof kind === "string" && kind in MODELS;

/** The faults of a manifest by the schema of its kind: missing members and wrong types; null: none. */
function faultOf(content: Record<string, unknown>): string | null {
  const { apiVersion, kind } = content;
  if (!isKind(kind)) return `no schema of ${String(kind)}`;
  const [Model] = MODELS[kind];
  if (Model.apiVersion !== apiVersion) return `apiVersion must be ${Model.apiVersion}`;
  try {
    Reflect.construct(Model, [content]).validate();
    return null;
  } catch (error) {
    return String(error);
  }
}

/**
 * The compiler's faults for manifests that are written as values of their types. It finds faults that no schema finds,
 * such as a misspelt field.
 */
function misspellings(contents: readonly { kind: string }[]): string {
  const folder = mkdtempSync(join(tmpdir(), "manifests-"));
  try {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const lines = contents.map((content, index) => {
      const [, module] = isKind(content.kind) ? MODELS[content.kind] : [null, ""];
      const literal = JSON.stringify(content);
      return `import type { I${content.kind} as T${index} } from "${module}";\nexport const m${index}: T${index} = ${literal};\n`;
    });
    writeFileSync(join(folder, "manifests.ts"), lines.join(""));
    const flags = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--types", "", "manifests.ts"];
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    return spawnSync(process.execPath, [tsc, ...flags], { cwd: folder, encoding: "utf8" }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("every manifest is valid by the schema of its kind", () => {
  expect(manifests.map(({ file, content }) => ({ file, fault: faultOf(content) }))).toEqual(
    manifests.map(({ file }) => ({ file, fault: null })),
  );
  expect(new Set(manifests.map(({ content }) => content.kind))).toEqual(new Set(Object.keys(MODELS)));
});

test("no manifest has an unknown field", () => {
  expect(misspellings(manifests.map(({ content }) => content))).toBe("");
}, 60_000);

test("a missing field, a wrong type and a misspelt field are caught", () => {
  const deployment = read("deploy/kubernetes/deployment.yaml");
  expect(faultOf({ ...deployment, spec: { replicas: 1 } })).toContain("required");
  expect(faultOf({ ...deployment, spec: { ...deployment.spec, minReadySeconds: "60" } })).toContain("minReadySeconds");
  expect(misspellings([{ ...deployment, spec: { ...deployment.spec, minReadySecond: 60 } }])).toContain(
    "minReadySecond",
  );
}, 60_000);

test.each(FOLDERS)("the kustomization of %s lists exactly the manifests in its folder", (folder) => {
  const { apiVersion, kind, resources } = read(`${folder}/kustomization.yaml`);
  expect({ apiVersion, kind }).toEqual({ apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" });
  expect(resources).toEqual(filesIn(folder).filter((name) => name !== "kustomization.yaml"));
});

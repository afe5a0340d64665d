// Writes the runbooks' address into the alerts and their tests, and the alerts into a PrometheusRule for the operator.
//   npm run rules                                        after a change of the alerts
//   npm run rules -- https://wiki.example/minutes-graph  sets the address of the documents until the next one is set
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { parse, stringify } from "yaml";

const ALERTS = new URL("../deploy/prometheus/alerts.yaml", import.meta.url);
const TESTS = new URL("../deploy/prometheus/alerts.test.yaml", import.meta.url);
const RULE = new URL("../deploy/kubernetes/monitoring/prometheus-rule.yaml", import.meta.url);

const [base] = process.argv.slice(2);
if (base !== undefined) for (const file of [ALERTS, TESTS]) setBase(file, new URL(base).href.replace(/\/$/, ""));

const rule = {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "PrometheusRule",
  metadata: { name: "minutes-graph", labels: { "app.kubernetes.io/name": "minutes-graph" } },
  spec: { groups: parse(readFileSync(ALERTS, "utf8")).groups },
};
const text = `# Written by \`npm run rules\` from deploy/prometheus/alerts.yaml.\n${stringify(rule)}`;
writeFileSync(RULE, await format(text, { parser: "yaml", printWidth: 120 }));

/** Every runbook is a section of docs/operations.md. */
function setBase(file, address) {
  const rules = readFileSync(file, "utf8");
  writeFileSync(file, rules.replaceAll(/(runbook_url: ).*(docs\/operations\.md#)/g, `$1${address}/$2`));
}

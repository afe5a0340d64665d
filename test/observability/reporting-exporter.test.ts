import { expect, test } from "@jest/globals";
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import { ReportingExporter } from "../../src/observability/reporting-exporter.js";

const SUCCESS: ExportResult = { code: ExportResultCode.SUCCESS };
const refused = (code: string): ExportResult => ({
  code: ExportResultCode.FAILED,
  error: Object.assign(new Error(), { code }),
});

/** An exporter with these results; null: none ever comes, and no end either. */
function exporterOf(results: (ExportResult | null)[]) {
  const losses: string[] = [];
  const never = new Promise<void>(() => {});
  const inner = {
    export: (_spans: unknown, done: (result: ExportResult) => void) => {
      const result = results.shift() ?? null;
      if (result !== null) done(result);
    },
    shutdown: () => never,
  };
  const exporter = new ReportingExporter(inner, 20, (reason) => losses.push(reason));
  return { losses, exporter, send: () => new Promise<ExportResult>((resolve) => exporter.export([], resolve)) };
}

test("the loss of spans is reported once, and again after spans have arrived", async () => {
  const { losses, send } = exporterOf([refused("A"), refused("B"), SUCCESS, refused("C")]);
  for (let sent = 0; sent < 4; sent += 1) expect(await send()).toEqual(SUCCESS);
  expect(losses).toEqual(["A", "C"]);
});

test("a collector that never completes its response holds up neither the processor nor the stop", async () => {
  const { losses, exporter, send } = exporterOf([null]);
  expect(await send()).toEqual(SUCCESS);
  await exporter.shutdown();
  expect(losses).toEqual(["no response within 20 ms"]);
});

test("the processor hears of an export once, also if its result comes after it was given up", async () => {
  const heard: ExportResult[] = [];
  const late = Promise.withResolvers<(result: ExportResult) => void>();
  const inner = {
    export: (_spans: unknown, done: (result: ExportResult) => void) => late.resolve(done),
    shutdown: async () => {},
  };
  const isGivenUp = Promise.withResolvers<void>();
  new ReportingExporter(inner, 20, () => {}).export([], (result) => {
    heard.push(result);
    isGivenUp.resolve();
  });
  await isGivenUp.promise;
  (await late.promise)(SUCCESS);
  expect(heard).toEqual([SUCCESS]);
});

import { expect, test } from "@jest/globals";
import { readEnvironment } from "../../src/startup/read-environment.js";

test("the embedded simulator uses its own variables, on this machine only, on a free port by default", () => {
  const { simulator } = readEnvironment({ HOST: "0.0.0.0", SIMULATOR_LATENCY_MS: "250" });
  expect(simulator).toMatchObject({ host: "127.0.0.1", port: 0, latencyMs: 250 });
  expect(readEnvironment({ SIMULATOR_PORT: "4100" }).simulator.port).toBe(4100);
});

test("faults of the simulator's variables are listed with all others, but only if the simulator would run", () => {
  expect(() => readEnvironment({ SIMULATOR_LATENCY_MS: "abc" })).toThrow(
    "SIMULATOR_LATENCY_MS: must be a whole number from 0 to 600000",
  );
  expect(() => readEnvironment({ SIMULATOR_LATENCY_MS: "abc", PORT: "x" })).toThrow(/PORT: .*\nSIMULATOR_LATENCY_MS: /);
  const real = { DINGTALK_BASE_URL: "https://api.dingtalk.com", SIMULATOR_LATENCY_MS: "abc" };
  expect(readEnvironment(real).config.deployment.upstreamBaseUrl?.host).toBe("api.dingtalk.com");
});

test("the simulator's variables count as known, and a misspelt one gives a warning", () => {
  expect(readEnvironment({ SIMULATOR_LATENCY_MS: "1" }).config.warnings).toEqual([]);
  expect(readEnvironment({ SIMULATOR_LATENCY: "1" }).config.warnings).toEqual([
    "SIMULATOR_LATENCY: nothing reads this variable; the nearest name is SIMULATOR_LATENCY_MS",
  ]);
});

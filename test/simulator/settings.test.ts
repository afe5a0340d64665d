import { describe, expect, test } from "@jest/globals";

import { parseSettings } from "../../src/simulator/settings.js";

describe("the simulator's environment", () => {
  test("may be empty: port 4100 of this machine, no latency, no limits", () => {
    const { options, faults } = parseSettings({ SIMULATOR_PORT: "" });
    expect(faults).toEqual([]);
    expect(options).toMatchObject({ host: "127.0.0.1", port: 4100, latencyMs: 0, callsPerSecond: 0 });
    expect(options.behaviour?.pageLimit?.(0)).toBe(2000);
  });

  test("sets every option", () => {
    const { options } = parseSettings({
      HOST: "::1",
      SIMULATOR_PORT: "0",
      SIMULATOR_LATENCY_MS: "20",
      SIMULATOR_CALLS_PER_SECOND: "5",
      SIMULATOR_PAGE_LIMIT: "7",
    });
    expect(options).toMatchObject({ host: "::1", port: 0, latencyMs: 20, callsPerSecond: 5 });
    expect(options.behaviour?.pageLimit?.(0)).toBe(7);
  });

  test("is refused with all its faults at once", () => {
    const { faults } = parseSettings({
      SIMULATOR_PORT: "65536",
      SIMULATOR_PAGE_LIMIT: "0",
      SIMULATOR_LATENCY_MS: "fast",
    });
    expect(faults).toHaveLength(3);
    expect(faults).toContain("SIMULATOR_PORT: must be a whole number from 0 to 65535");
  });
});

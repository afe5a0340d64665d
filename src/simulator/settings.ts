import { MAX_RESULTS } from "./request.js";
import type { SimulatorOptions } from "./simulator.js";

/** The simulator's options, and all faults of the environment. */
export interface Settings {
  readonly options: SimulatorOptions;
  readonly faults: readonly string[];
}

/** The simulator's own variables. */
export const SIMULATOR_VARIABLES: readonly string[] = [
  "SIMULATOR_PORT",
  "SIMULATOR_LATENCY_MS",
  "SIMULATOR_CALLS_PER_SECOND",
  "SIMULATOR_PAGE_LIMIT",
];

const DEFAULT_PORT = 4100;

/** Reads the simulator's options. By default it runs alone on port 4100. An empty variable counts as not set. */
export function parseSettings(env: NodeJS.ProcessEnv, defaults = { port: DEFAULT_PORT }): Settings {
  const faults: string[] = [];
  const whole = (name: string, fallback: number, min: number, max: number) => {
    const text = env[name] ?? "";
    if (text === "") return fallback;
    if (/^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
    faults.push(`${name}: must be a whole number from ${min} to ${max}`);
    return fallback;
  };
  const pageLimit = whole("SIMULATOR_PAGE_LIMIT", MAX_RESULTS, 1, MAX_RESULTS);
  const options: SimulatorOptions = {
    host: env["HOST"] || "127.0.0.1",
    port: whole("SIMULATOR_PORT", defaults.port, 0, 65_535),
    latencyMs: whole("SIMULATOR_LATENCY_MS", 0, 0, 600_000),
    callsPerSecond: whole("SIMULATOR_CALLS_PER_SECOND", 0, 0, 1_000_000),
    behaviour: { pageLimit: () => pageLimit },
  };
  return { options, faults };
}

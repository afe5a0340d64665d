import { type Config, ConfigError, parseConfig } from "../config/parse-config.js";
import type { Environment } from "../config/read-variables.js";
import { parseSettings, SIMULATOR_VARIABLES } from "../simulator/settings.js";
import type { SimulatorOptions } from "../simulator/simulator.js";

/** The configuration of the gateway, and of the simulator that it may stand in front of. */
export interface GatewayEnvironment {
  readonly config: Config;
  /** It listens on this machine only, on a free port unless one is asked for. */
  readonly simulator: SimulatorOptions;
  /** What is allowed and probably not meant, a line each. */
  readonly warnings: readonly string[];
}

/**
 * Reads all of it. Faults of the simulator's variables count where it would run.
 * @throws ConfigError with every fault, a line each.
 */
export function readEnvironment(env: Environment): GatewayEnvironment {
  const { options, faults } = parseSettings(env, { port: 0 });
  const config = parseWith(env, faults);
  if (config.deployment.upstreamBaseUrl === null && faults.length > 0) throw new ConfigError(faults.join("\n"));
  return { config, simulator: { ...options, host: "127.0.0.1" }, warnings: config.warnings };
}

function parseWith(env: Environment, simulatorFaults: readonly string[]): Config {
  try {
    return parseConfig(env, { alsoKnown: SIMULATOR_VARIABLES });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError([error.message, ...simulatorFaults].join("\n"));
  }
}

import { type Config, ConfigError, parseConfig } from "../config/parse-config.js";
import type { Environment } from "../config/read-variables.js";
import { parseSettings, SIMULATOR_VARIABLES } from "../simulator/settings.js";
import type { SimulatorOptions } from "../simulator/simulator.js";

/** The configuration of the gateway, and of the embedded simulator. */
export interface GatewayEnvironment {
  readonly config: Config;
  /** It listens on this machine only, on a free port unless one is configured. */
  readonly simulator: SimulatorOptions;
}

/**
 * Reads the whole environment. Faults of the simulator's variables count only if it would run.
 * @throws ConfigError with every fault, one a line.
 */
export function readEnvironment(env: Environment): GatewayEnvironment {
  const { options, faults } = parseSettings(env, { port: 0 });
  const config = parseWith(env, faults);
  if (config.deployment.upstreamBaseUrl === null && faults.length > 0) throw new ConfigError(faults.join("\n"));
  return { config, simulator: { ...options, host: "127.0.0.1" } };
}

function parseWith(env: Environment, simulatorFaults: readonly string[]): Config {
  try {
    return parseConfig(env, { alsoKnown: SIMULATOR_VARIABLES });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError([error.message, ...simulatorFaults].join("\n"));
  }
}

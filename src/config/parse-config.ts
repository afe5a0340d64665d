import { readFileSync } from "node:fs";
import { findContradictions } from "./contradictions.js";
import { variableNames } from "./describe.js";
import type { Environment, ReadFile } from "./read-variables.js";
import { readSettings, type Settings } from "./settings.js";
import { findWarnings } from "./warnings.js";

/** How the gateway runs. */
export interface Config extends Settings {
  /** What is allowed and probably not meant, a line each, without values. */
  readonly warnings: readonly string[];
}

/** The environment has faults: all of them, one a line, none with a value in it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the configuration from environment variables; one that is empty counts as not set. `readFile` reads the files of secrets.
 * @throws ConfigError.
 */
export function parseConfig(env: Environment, readFile: ReadFile = (path) => readFileSync(path, "utf8")): Config {
  const faults: string[] = [];
  const settings = readSettings(env, readFile, (fault) => faults.push(fault));
  faults.push(...findContradictions(settings));
  if (faults.length > 0) throw new ConfigError(faults.join("\n"));
  return { ...settings, warnings: findWarnings(settings, env, variableNames()) };
}

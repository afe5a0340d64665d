import { readFileSync } from "node:fs";
import { findContradictions } from "./contradictions.js";
import { variableNames } from "./describe.js";
import type { Environment, ReadFile } from "./read-variables.js";
import { readSettings, type Settings } from "./settings.js";
import { findWarnings } from "./warnings.js";

/** How the gateway runs. */
export interface Config extends Settings {
  /** The variables whose settings are not the defaults, as they were given; a secret is "(secret)". */
  readonly changed: Readonly<Record<string, string>>;
  /** What is allowed and probably not meant, a line each, without values. */
  readonly warnings: readonly string[];
}

/** The environment has faults: all of them, one a line, none with a value in it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** What parsing needs beside the environment. */
interface ParseOptions {
  /** Reads the file of a secret. */
  readonly readFile?: ReadFile;
  /** Names that somebody else reads, and that are therefore not misspelt. */
  readonly alsoKnown?: readonly string[];
}

/** Reads the configuration from environment variables; one that is empty counts as not set. @throws ConfigError. */
export function parseConfig(env: Environment, options: ParseOptions = {}): Config {
  const { readFile = (path) => readFileSync(path, "utf8"), alsoKnown = [] } = options;
  const { settings, changed, faults } = readSettings(env, readFile);
  const allFaults = [...faults, ...findContradictions(settings)];
  if (allFaults.length > 0) throw new ConfigError(allFaults.join("\n"));
  return { ...settings, changed, warnings: findWarnings(settings, env, [...variableNames(), ...alsoKnown]) };
}

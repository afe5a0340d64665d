import { readFileSync } from "node:fs";
import { findContradictions } from "./contradictions.js";
import { variableNames } from "./describe.js";
import { type Environment, type ReadFile, readSection } from "./read-variables.js";
import { sections } from "./sections/index.js";
import { NOT_DEPLOYED, readSettings, type Settings } from "./settings.js";
import { section } from "./variable.js";
import { findWarnings } from "./warnings.js";

/** How the gateway runs. */
export interface Config extends Settings {
  /** The variables that differ from their defaults, with the given text; a secret is "(secret)". */
  readonly changed: Readonly<Record<string, string>>;
  /** Settings that are allowed but probably not intended, one a line, without values. */
  readonly warnings: readonly string[];
}

/** All faults of the environment, one a line, without values. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** The parts that parsing needs besides the environment. */
interface ParseOptions {
  /** Reads the file of a secret. */
  readonly readFile?: ReadFile;
  /** Variables that other code reads, and that are therefore not misspelt. */
  readonly alsoKnown?: readonly string[];
}

/** Reads the configuration from environment variables. An empty variable counts as not set. @throws ConfigError. */
export function parseConfig(env: Environment, options: ParseOptions = {}): Config {
  const { readFile = readText, alsoKnown = [] } = options;
  const { settings, changed, faults } = readSettings(env, readFile);
  // A faulty variable has its default here, so a contradiction that names it would mislead.
  const faulty = new Set(faults.map((fault) => /^\w+?(?=(_FILE)?:)/.exec(fault)?.[0]));
  const contradictions = findContradictions(settings).filter((fault) =>
    faulty.isDisjointFrom(new Set(fault.match(/\w+/g))),
  );
  const allFaults = [...faults, ...contradictions];
  if (allFaults.length > 0) throw new ConfigError(allFaults.join("\n"));
  return { ...settings, changed, warnings: findWarnings(settings, env, [...variableNames(), ...alsoKnown]) };
}

/** Reads the app's secret again. The files of other secrets may be gone by then. @throws ConfigError. */
export function readAppSecret(env: Environment, readFile: ReadFile = readText): string {
  const { appSecret } = sections.signIn.variables;
  const { settings, faults } = readSection(section("", { appSecret }), env, NOT_DEPLOYED, readFile);
  if (settings.appSecret === null) throw new ConfigError(faults.join("\n"));
  return settings.appSecret;
}

const readText: ReadFile = (path) => readFileSync(path, "utf8");

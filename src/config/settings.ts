import { type Environment, type ReadFile, type Reading, readSection } from "./read-variables.js";
import { sections } from "./sections/index.js";
import type { Mode, Section, SettingsOf } from "./variable.js";

/** The settings of all sections. Units are in the names. */
export type Settings = { readonly [S in keyof typeof sections]: SettingsOf<(typeof sections)[S]> };

/** All settings, with the faults, changes and warnings of their variables. */
export interface AllReadings extends Omit<Reading<Section>, "settings"> {
  readonly settings: Settings;
}

/** Reads all sections, the deployment first, because defaults of the others depend on it. */
export function readSettings(env: Environment, readFile: ReadFile): AllReadings {
  const mode = toMode(readSection(sections.deployment, env, NOT_DEPLOYED, readFile).settings);
  const readings = Object.entries<Section>(sections).map(
    ([name, section]) => [name, readSection(section, env, mode, readFile)] as const,
  );
  return {
    settings: toSettings(readings),
    faults: readings.flatMap(([, { faults }]) => faults),
    changed: Object.assign({}, ...readings.map(([, { changed }]) => changed)),
  };
}

function toSettings(readings: readonly (readonly [string, Reading<Section>])[]): Settings;
function toSettings(readings: readonly (readonly [string, Reading<Section>])[]): Readonly<Record<string, object>> {
  return Object.fromEntries(readings.map(([name, { settings }]) => [name, settings]));
}

/** The mode for reading variables whose defaults do not depend on it, such as the deployment's own. */
export const NOT_DEPLOYED: Mode = { production: false, simulated: true, workers: 1, replicas: 1 };

function toMode({ production, upstreamBaseUrl, workers, replicas }: Settings["deployment"]): Mode {
  return { production, simulated: upstreamBaseUrl === null, workers, replicas };
}

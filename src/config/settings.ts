import { type Environment, type ReadFile, readSection } from "./read-variables.js";
import { sections } from "./sections/index.js";
import type { Mode, Section, SettingsOf } from "./variable.js";

/** The settings of all sections. Units are in the names. */
export type Settings = { readonly [S in keyof typeof sections]: SettingsOf<(typeof sections)[S]> };

/** Each section's settings by its name. */
type SettingsByName = Readonly<Record<string, SettingsOf<Section>>>;

/** Reads all sections: the deployment first, since defaults of the others depend on it. `onFault` gets each fault. */
export function readSettings(env: Environment, readFile: ReadFile, onFault: (fault: string) => void): Settings;
export function readSettings(env: Environment, readFile: ReadFile, onFault: (fault: string) => void): SettingsByName {
  const mode = toMode(readSection(sections.deployment, env, NOT_DEPLOYED, readFile).settings);
  const read = (section: Section) => {
    const { settings, faults } = readSection(section, env, mode, readFile);
    faults.forEach(onFault);
    return settings;
  };
  return Object.fromEntries(Object.entries<Section>(sections).map(([name, section]) => [name, read(section)]));
}

/** What the deployment's own variables are read with: none of their defaults depends on it. */
const NOT_DEPLOYED: Mode = { production: false, simulated: true, workers: 1 };

function toMode({ production, upstreamBaseUrl, workers }: Settings["deployment"]): Mode {
  return { production, simulated: upstreamBaseUrl === null, workers };
}

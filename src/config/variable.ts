import type { z } from "zod";

/** The facts about a deployment that other variables' defaults depend on. */
export interface Mode {
  readonly production: boolean;
  /** The upstream is the embedded simulator. */
  readonly simulated: boolean;
  readonly workers: number;
  /** Gateways like this one, which share what DingTalk allows. */
  readonly replicas: number;
}

/** One environment variable. The type of its setting is what its schema gives. */
export interface Variable<T> {
  /** The environment variable's name. This is the one place where it is written. */
  readonly name: string;
  /** What it is for, in a line; `docs/configuration.md` and `--help` show it. */
  readonly meaning: string;
  /** Checks its text and gives the setting, which is the default where the text is undefined. */
  readonly schema: (mode: Mode) => z.ZodType<T, string | undefined>;
  /** What the documents show as the default, where the value would say nothing: "none: no traces". */
  readonly defaultText?: string;
  /** A secret may come from the file that `NAME_FILE` names, and is never shown. */
  readonly isSecret?: boolean;
}

/** Variables by the name of the setting that each one gives. */
export type Variables = Readonly<Record<string, Variable<unknown>>>;

/** Variables that belong together, under one heading of the documents. */
export interface Section<V extends Variables = Variables> {
  readonly title: string;
  readonly variables: V;
}

/** The settings that a section gives. */
export type SettingsOf<S extends Section> = {
  readonly [K in keyof S["variables"]]: S["variables"][K] extends Variable<infer T> ? T : never;
};

/** A section, with the type of each setting kept. */
export function section<V extends Variables>(title: string, variables: V): Section<V> {
  return { title, variables };
}

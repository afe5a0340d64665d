import type { z } from "zod";

/** The facts about a deployment on which other variables' defaults depend. */
export interface Mode {
  readonly production: boolean;
  /** The upstream is the embedded simulator. */
  readonly simulated: boolean;
  readonly workers: number;
  /** Gateways like this one, which share DingTalk's limits. */
  readonly replicas: number;
}

/** One environment variable. Its schema decides the type of its setting. */
export interface Variable<T> {
  /** The environment variable's name, which is written only here. */
  readonly name: string;
  /** Its purpose, in one line; `docs/configuration.md` and `--help` show it. */
  readonly meaning: string;
  /** Checks its text and returns the setting; an undefined text gives the default. */
  readonly schema: (mode: Mode) => z.ZodType<T, string | undefined>;
  /** The default in the documents, if the value alone says too little: "none: no traces". */
  readonly defaultText?: string;
  /** A secret may come from the file in `NAME_FILE`, and is never shown. */
  readonly isSecret?: boolean;
}

/** Variables by the name of their setting. */
export type Variables = Readonly<Record<string, Variable<unknown>>>;

/** Variables that belong together, under one heading of the documents. */
export interface Section<V extends Variables = Variables> {
  readonly title: string;
  readonly variables: V;
}

/** The settings of a section. */
export type SettingsOf<S extends Section> = {
  readonly [K in keyof S["variables"]]: S["variables"][K] extends Variable<infer T> ? T : never;
};

/** Creates a section and keeps the type of each setting. */
export function section<V extends Variables>(title: string, variables: V): Section<V> {
  return { title, variables };
}

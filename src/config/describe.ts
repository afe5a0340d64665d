import { fileVariableOf } from "./read-variables.js";
import { sections } from "./sections/index.js";
import type { Mode, Section, Variable } from "./variable.js";

/** A variable, as documents show it. */
export interface VariableRow {
  readonly name: string;
  /** The variable with the name of a secret's file; null: there is none. */
  readonly fileVariable: string | null;
  /** In words and `code`: "`true`; `false` in production". */
  readonly default: string;
  readonly meaning: string;
}

/** The rows of one section. */
export interface SectionTable {
  readonly title: string;
  readonly rows: readonly VariableRow[];
}

/** Every variable, for `docs/configuration.md` and `--help`. */
export function describeVariables(): SectionTable[] {
  return Object.values<Section>(sections).map(({ title, variables }) => ({
    title,
    rows: Object.values(variables).map(toRow),
  }));
}

/** Every name that the gateway reads from the environment, including the files of secrets. */
export function variableNames(): string[] {
  const rows = describeVariables().flatMap((table) => table.rows);
  return rows.flatMap(({ name, fileVariable }) => (fileVariable === null ? [name] : [name, fileVariable]));
}

const USUAL: Mode = { production: false, simulated: false, workers: 1, replicas: 1 };
const EXCEPTIONS: readonly (readonly [Mode, string])[] = [
  [{ ...USUAL, production: true }, "in production"],
  [{ ...USUAL, simulated: true }, "with the simulator"],
];

function toRow(variable: Variable<unknown>): VariableRow {
  const { name, meaning, isSecret = false } = variable;
  return {
    name,
    meaning,
    fileVariable: isSecret ? fileVariableOf(variable) : null,
    default: toDefaultText(variable),
  };
}

function toDefaultText({ schema, defaultText }: Variable<unknown>): string {
  if (defaultText !== undefined) return defaultText;
  const textIn = (mode: Mode) => toText(String(schema(mode).parse(undefined)));
  const usual = textIn(USUAL);
  const exceptions = EXCEPTIONS.filter(([mode]) => textIn(mode) !== usual);
  return [usual, ...exceptions.map(([mode, when]) => `${textIn(mode)} ${when}`)].join("; ");
}

const toText = (value: string) => (value === "" ? "none" : `\`${value}\``);

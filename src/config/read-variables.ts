import { isDeepStrictEqual } from "node:util";
import type { Mode, Section, SettingsOf, Variable } from "./variable.js";

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Returns a file's text. @throws the system's own error. */
export type ReadFile = (path: string) => string;

/** Settings, and the faults of variables. */
export interface Reading<S extends Section> {
  /** A faulty variable has its default here, so that the others can still be checked. */
  readonly settings: SettingsOf<S>;
  /** One a line: the variable's name, and what it must be. A fault never repeats a value. */
  readonly faults: readonly string[];
  /** The variables that differ from their defaults, with the given text; secrets are hidden. */
  readonly changed: Readonly<Record<string, string>>;
}

/** Shown instead of a secret. */
const HIDDEN = "(secret)";

/** Reads one section. An empty variable counts as not set. */
export function readSection<S extends Section>(
  section: S,
  env: Environment,
  mode: Mode,
  readFile: ReadFile,
): Reading<S>;
export function readSection(section: Section, env: Environment, mode: Mode, readFile: ReadFile): Reading<Section> {
  const faults: string[] = [];
  const settings: Record<string, unknown> = {};
  const changed: Record<string, string> = {};
  for (const [key, variable] of Object.entries(section.variables)) {
    const { name, isSecret = false } = variable;
    const schema = variable.schema(mode);
    const fallback = schema.parse(undefined);
    const text = textOf(variable, env, readFile, (fault) => faults.push(fault));
    const parsed = schema.safeParse(text);
    for (const { message } of parsed.error?.issues ?? []) faults.push(`${name}: ${message}`);
    settings[key] = parsed.success ? parsed.data : fallback;
    if (text !== undefined && !isDeepStrictEqual(settings[key], fallback)) changed[name] = isSecret ? HIDDEN : text;
  }
  return { settings, faults, changed };
}

/** The name of the variable with the path of a secret's file. */
export function fileVariableOf({ name }: Pick<Variable<unknown>, "name">): string {
  return `${name}_FILE`;
}

function textOf(
  variable: Variable<unknown>,
  env: Environment,
  readFile: ReadFile,
  report: (fault: string) => void,
): string | undefined {
  const given = env[variable.name] || undefined;
  const file = fileVariableOf(variable);
  const path = variable.isSecret === true ? env[file] || undefined : undefined;
  if (path === undefined) return given;
  if (given !== undefined) {
    report(`${file}: must not be set beside ${variable.name}`);
    return given;
  }
  try {
    // Editors and `echo` end a file with a line break, and some editors begin it with a byte order mark.
    const content = readFile(path).replace(/^\uFEFF|\r?\n$/g, "");
    if (content !== "") return content;
    report(`${file}: the file is empty`);
  } catch (error) {
    report(`${file}: the file cannot be read (${codeOf(error)})`);
  }
  return undefined;
}

/** The system's code for the error, such as ENOENT. The message would repeat the path. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}

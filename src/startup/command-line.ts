import { parseArgs } from "node:util";
import { describeVariables, type VariableRow } from "../config/describe.js";
import { readVersion } from "../observability/version.js";

/** A text to print instead of starting. */
export interface CommandLineReply {
  readonly text: string;
  /** 0, or 2 if the arguments are wrong. */
  readonly exitCode: 0 | 2;
}

/** Handles `--version` and `--help`; null: the gateway starts. */
export function handleCommandLine(args: readonly string[]): CommandLineReply | null {
  const options = { version: { type: "boolean", short: "v" }, help: { type: "boolean", short: "h" } } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (values.help === true) return { text: helpText(), exitCode: 0 };
    return values.version === true ? { text: readVersion(), exitCode: 0 } : null;
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { text: `${fault}\nTry --help.`, exitCode: 2 };
  }
}

function helpText(): string {
  const sections = describeVariables().map(
    ({ title, rows }) => `${title}:\n${rows.map((row) => `  ${toLine(row)}\n`).join("")}`,
  );
  return `minutes-graph ${readVersion()}: a GraphQL gateway over DingTalk's Flash Minutes

Usage: minutes-graph [--version] [--help]

It is configured by environment variables (docs/configuration.md); their defaults are in brackets.

${sections.join("\n")}`;
}

function toLine({ name, fileVariable, default: fallback, meaning }: VariableRow): string {
  const names = fileVariable === null ? name : `${name}, ${fileVariable}`;
  return `${names} [${fallback.replaceAll("`", "")}]\n      ${meaning.replaceAll("`", "")}`;
}

import { type Block, toPieces } from "./markdown.js";

/** One request that a document shows, and what it says of it. Null: it does not say. */
export interface Run {
  /** The number of the line that it begins at. */
  readonly line: number;
  readonly query: string;
  variables: object | null;
  headers: Record<string, string>;
  /** The code of the error that it is there to show; null when it must not fail. */
  readonly error: string | null;
  answer: string | null;
  /** How many calls the upstream receives. */
  cost: number | null;
  /** A module that makes something of the answer's data, and what it makes. */
  code: string | null;
  result: { readonly language: string; readonly text: string } | null;
}

/**
 * The requests of a cookbook. A `graphql` block or a `curl` command begins one, and so does another `json variables` for the
 * same query. `json headers`, `json answer`, `js`, a block with `result` and a line "Cost: 1 call." speak of the one above.
 */
export function toRuns(markdown: string): readonly Run[] {
  const runs: Run[] = [];
  for (const piece of toPieces(markdown)) {
    const run = runs.at(-1);
    if (typeof piece !== "string") {
      const begun = begin(piece, run);
      if (begun !== null) runs.push(begun);
      else if (run !== undefined) add(piece, run);
      continue;
    }
    const calls = /^Cost: (\d+) calls?\.$/.exec(piece)?.[1];
    if (calls !== undefined && run !== undefined) run.cost = Number(calls);
  }
  return runs;
}

function begin(block: Block, previous: Run | undefined): Run | null {
  const { language, info, text, line } = block;
  if (language === "graphql") return createRun(line, text, /^error=(\w+)$/.exec(info)?.[1] ?? null);
  if (language === "sh" && /^curl .* -d /s.test(text)) return fromCurl(text, line);
  if (info !== "variables" || previous === undefined || previous.variables === null) return null;
  return { ...createRun(line, previous.query, null), variables: JSON.parse(text) };
}

const createRun = (line: number, query: string, error: string | null): Run => ({
  line,
  query,
  error,
  variables: null,
  headers: {},
  answer: null,
  cost: null,
  code: null,
  result: null,
});

/** The request that a shell would send, as far as the documents use `curl`. */
function fromCurl(command: string, line: number): Run {
  const headers = [...command.matchAll(/-H '([^':]+): ([^']*)'/g)].map(([, name = "", value = ""]) => [name, value]);
  const { query, variables = null } = JSON.parse(/-d '([^']*)'/.exec(command)?.[1] ?? "");
  return { ...createRun(line, query, null), variables, headers: Object.fromEntries(headers) };
}

function add({ language, info, text }: Block, run: Run): void {
  if (info === "variables") run.variables = JSON.parse(text);
  if (info === "headers") run.headers = JSON.parse(text);
  if (info === "answer") run.answer = text;
  if (info === "result") run.result = { language, text };
  if (language === "js") run.code = text;
}

import { type Block, toPieces } from "./markdown.js";

/** One request in a document, and the document's statements about it. Null: no statement. */
export interface Run {
  /** The number of its first line. */
  readonly line: number;
  readonly query: string;
  variables: object | null;
  headers: Record<string, string>;
  /** The code of the error that it must fail with; null: it must succeed. */
  readonly error: string | null;
  response: string | null;
  /** The number of upstream calls. */
  cost: number | null;
  /** A module whose function turns the data into `result`. */
  code: string | null;
  result: { readonly language: string; readonly text: string } | null;
}

/**
 * The requests of a cookbook. A `graphql` block or a `curl` command begins a request, and so does a second `json
 * variables` block. `json headers`, `json response`, `js`, a block with `result` and a line "Cost: 1 call." belong to
 * the request above.
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
  response: null,
  cost: null,
  code: null,
  result: null,
});

/** The request that a `curl` command sends; understands the options that the documents use. */
function fromCurl(command: string, line: number): Run {
  const headers = [...command.matchAll(/-H '([^':]+): ([^']*)'/g)].map(([, name = "", value = ""]) => [name, value]);
  const { query, variables = null } = JSON.parse(/-d '([^']*)'/.exec(command)?.[1] ?? "");
  return { ...createRun(line, query, null), variables, headers: Object.fromEntries(headers) };
}

function add({ language, info, text }: Block, run: Run): void {
  if (info === "variables") run.variables = JSON.parse(text);
  if (info === "headers") run.headers = JSON.parse(text);
  if (info === "response") run.response = text;
  if (info === "result") run.result = { language, text };
  if (language === "js") run.code = text;
}

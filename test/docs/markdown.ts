import { readFileSync } from "node:fs";

/** A fenced block of a Markdown file. `info` is the text that follows the language on its first line. */
export interface Block {
  readonly language: string;
  readonly info: string;
  readonly text: string;
  /** The number of its first line, from 1. */
  readonly line: number;
}

/** A piece of a Markdown file: a block, or a line of prose. */
export type Piece = Block | string;

/** The text of a file; `path` is relative to the repository. */
export const readText = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** The blocks and lines of a Markdown text, in order. @throws if a block has no end. */
export function toPieces(markdown: string): readonly Piece[] {
  const lines = markdown.split("\n");
  const pieces: Piece[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [, language, info = ""] = /^```(\w+) ?(.*)$/.exec(lines[index] ?? "") ?? [];
    if (language === undefined) {
      pieces.push(lines[index] ?? "");
      continue;
    }
    const end = lines.indexOf("```", index);
    if (end === -1) throw new Error(`line ${index + 1}: a block without an end`);
    pieces.push({ language, info, text: lines.slice(index + 1, end).join("\n"), line: index + 1 });
    index = end;
  }
  return pieces;
}

/** The blocks of a Markdown text. */
export const blocksOf = (markdown: string): readonly Block[] =>
  toPieces(markdown).filter((piece) => typeof piece !== "string");

/** The text of a Markdown file outside its blocks. */
export const proseOf = (markdown: string): string =>
  toPieces(markdown)
    .filter((piece) => typeof piece === "string")
    .join("\n");

/** The anchors that GitHub makes from a document's headings. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...proseOf(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

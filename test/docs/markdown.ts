import { readFileSync } from "node:fs";

/** A fenced block of a Markdown file: its language, what else stands behind the fence, its text, and where it begins. */
export interface Block {
  readonly language: string;
  readonly info: string;
  readonly text: string;
  /** The number of the line with its fence, from 1. */
  readonly line: number;
}

/** A piece of a Markdown file: a block, or a line of prose. */
export type Piece = Block | string;

/** The text of a file, by its path from the root of the repository. */
export const readText = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** The blocks and lines of a Markdown text in their order. @throws when a block has no end. */
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

/** The blocks that a Markdown text has. */
export const blocksOf = (markdown: string): readonly Block[] =>
  toPieces(markdown).filter((piece) => typeof piece !== "string");

/** The text of a Markdown file outside its blocks. */
export const proseOf = (markdown: string): string =>
  toPieces(markdown)
    .filter((piece) => typeof piece === "string")
    .join("\n");

/** The places in a document that links can name, as GitHub makes them of its headings. */
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

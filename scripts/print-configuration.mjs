// Writes the tables of docs/configuration.md from the built configuration. `npm test` fails if they differ.
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { describeVariables } from "../dist/config/describe.js";

const MARK = "<!-- generated: do not edit below this line -->\n";
const file = new URL("../docs/configuration.md", import.meta.url);

const [introduction] = readFileSync(file, "utf8").split(MARK, 1);
const text = `${introduction}${MARK}\n${describeVariables().map(toMarkdown).join("\n")}`;
writeFileSync(file, await format(text, { parser: "markdown", printWidth: 120 }));

function toMarkdown({ title, rows }) {
  return `## ${title}\n\n| variable | default | meaning |\n| --- | --- | --- |\n${rows.map(toLine).join("")}`;
}

function toLine({ name, fileVariable, default: fallback, meaning }) {
  const names = fileVariable === null ? `\`${name}\`` : `\`${name}\`, \`${fileVariable}\``;
  return `| ${[names, fallback, meaning].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
}

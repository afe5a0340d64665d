// Keeps the schema of this release, for `npm run schema:check` to compare later ones with. `npm version` runs it.
import { readFileSync, writeFileSync } from "node:fs";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
writeFileSync(
  "schema/released.graphql",
  `# Released with ${version}\n\n${readFileSync("schema/schema.graphql", "utf8")}`,
);

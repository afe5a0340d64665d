// Stores the schema of this release. `npm run schema:check` compares later schemas with it. `npm version`
// runs this script.
import { readFileSync, writeFileSync } from "node:fs";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
writeFileSync(
  "schema/released.graphql",
  `# Released with ${version}\n\n${readFileSync("schema/schema.graphql", "utf8")}`,
);

// Composes a supergraph without an account: `node src/compose-locally.ts NAME=FILE@URL ...` prints it, and fails with
// what the composer says. docs/federation.md shows how routers are started with it.
import { readFileSync } from "node:fs";
import { print } from "graphql";
import { composeByApollo } from "./compose.ts";

const ARGUMENT = /^(?<name>[\w-]+)=(?<file>.+)@(?<url>https?:\/\/.+)$/;

const subgraphs = process.argv.slice(2).map((argument) => {
  const { name, file, url } = ARGUMENT.exec(argument)?.groups ?? {};
  if (name === undefined || file === undefined || url === undefined) throw new Error(`not NAME=FILE@URL: ${argument}`);
  return { name, url, sdl: readFileSync(file, "utf8") };
});
const { errors, warnings, supergraph } = composeByApollo(subgraphs);
for (const message of [...errors, ...warnings]) console.error(message);
if (supergraph === null) process.exitCode = 1;
else console.log(print(supergraph.document));

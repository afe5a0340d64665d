// Writes schema/ from the built schema: the schema for clients, and the subgraph for a supergraph. `npm test` fails if
// a file and the schema differ.
import { writeFileSync } from "node:fs";
import { printSchema } from "graphql";
import { printSubgraph } from "../dist/graphql/federation/subgraph.js";
import { createSchema } from "../dist/graphql/schema/schema.js";

const schema = await createSchema();
writeFileSync(new URL("../schema/schema.graphql", import.meta.url), `${printSchema(schema)}\n`);
writeFileSync(new URL("../schema/subgraph.graphql", import.meta.url), printSubgraph(schema));

// Writes schema/schema.graphql from the built schema. `npm test` fails when the file and the schema differ.
import { writeFileSync } from "node:fs";
import { printSchema } from "graphql";
import { createSchema } from "../dist/graphql/schema.js";

writeFileSync(new URL("../schema/schema.graphql", import.meta.url), `${printSchema(await createSchema())}\n`);

import "reflect-metadata";
import { addResolversToSchema, buildSubgraphSchema, printSubgraphSchema } from "@apollo/subgraph";
import { type DocumentNode, extendSchema, type GraphQLSchema, Kind, parse } from "graphql";
import { toNodeTypeName } from "../relay/node.type.js";
import { createSchema } from "../schema.js";
import { resolveEntities } from "./entities.js";

/** v2.9 is the newest that all composers take (docs/adr/0005-federation.md). */
const LINK = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@inaccessible", "@tag", "@cost", "@listSize"]
  )
`;

/** What a supergraph composes: the schema that clients see, with its federation directives. The same text is `_service { sdl }`. */
export const printSubgraph = (schema: GraphQLSchema): string => `${LINK}\n${printSubgraphSchema(schema)}\n`;

/**
 * Builds the schema that the gateway runs, for clients and routers alike: what clients see, and `_service` and `_entities`
 * beside it. It extends the schema of `createSchema()` and does not build it anew from text, so that resolvers, scalars,
 * enum values and defaults are the same ones.
 */
export async function createSubgraphSchema(): Promise<GraphQLSchema> {
  const schema = await createSchema();
  const sdl = printSubgraph(schema);
  const subgraph = extendSchema(schema, federationPart(sdl));
  addResolversToSchema(subgraph, {
    Query: { _service: () => ({ sdl }), _entities: resolveEntities },
    _Entity: { __resolveType: toNodeTypeName },
  });
  return subgraph;
}

/** What the federation library adds to a subgraph: the types `_Any`, `_Entity` and `_Service`, and their fields of `Query`. */
function federationPart(sdl: string): DocumentNode {
  const built = buildSubgraphSchema(parse(sdl));
  const types = ["_Any", "_Entity", "_Service"].flatMap((name) => built.getType(name)?.astNode ?? []);
  return { kind: Kind.DOCUMENT, definitions: [...types, ...(built.getQueryType()?.extensionASTNodes ?? [])] };
}

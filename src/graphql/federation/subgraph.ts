import "reflect-metadata";
import { addResolversToSchema, buildSubgraphSchema, printSubgraphSchema } from "@apollo/subgraph";
import {
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  extendSchema,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  visit,
} from "graphql";
import { HANDLE, VALUE } from "../schema/directives.js";
import { toNodeTypeName } from "../schema/relay/node.type.js";
import { createSchema } from "../schema/schema.js";
import { MAX_REFERENCES, resolveEntities } from "./entities.js";

/** v2.9 is the newest version that all composers support (docs/adr/0005-federation.md). */
const LINK = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@inaccessible", "@tag", "@cost", "@listSize"]
  )
`;

/** Types that other subgraphs also have, or own. */
const SHARED_TYPES: ReadonlySet<string> = new Set(["DateTime", "Node", "PageInfo", "User"]);

/**
 * Prints the schema for composition: the schema that clients see, with its federation directives. `_service { sdl }`
 * returns the same text. Shared types have no description, because a second description gives a warning in every
 * composition and may replace the owner's.
 */
export function printSubgraph(schema: GraphQLSchema): string {
  const document = visit(parse(printSubgraphSchema(schema)), {
    ObjectTypeDefinition: (type) => (SHARED_TYPES.has(type.name.value) ? withoutDescriptions(type) : undefined),
    ScalarTypeDefinition: (type) => (SHARED_TYPES.has(type.name.value) ? withoutDescriptions(type) : undefined),
    InterfaceTypeDefinition: (type) => (SHARED_TYPES.has(type.name.value) ? withoutDescriptions(type) : undefined),
    FieldDefinition: (field) => (isShareable(field) ? withoutDescriptions(field) : undefined),
  });
  return `${LINK}\n${print(document)}\n`;
}

const isShareable = ({ directives = [] }: FieldDefinitionNode) =>
  directives.some(({ name }) => name.value === "shareable");

const withoutDescriptions = (definition: ASTNode): ASTNode =>
  visit(definition, { enter: (node) => ("description" in node ? { ...node, description: undefined } : undefined) });

/**
 * Builds the schema that the gateway runs, for clients and routers: the clients' schema with `_service` and
 * `_entities`. It extends the schema of `createSchema()` instead of building it again from text, so resolvers, scalars,
 * enum values and defaults stay the same.
 */
export async function createSubgraphSchema(): Promise<GraphQLSchema> {
  const schema = await createSchema();
  const sdl = printSubgraph(schema);
  // It has directives that the running schema does not define, because the subgraph's text links to them.
  const subgraph = extendSchema(schema, federationPart(sdl), { assumeValidSDL: true });
  addResolversToSchema(subgraph, {
    Query: { _service: () => ({ sdl }), _entities: resolveEntities },
    _Entity: { __resolveType: toNodeTypeName },
  });
  return subgraph;
}

/** The prices of the federation library's fields. Routers count the fields that lead to entities instead. */
const PRICES: ReadonlyMap<string, string> = new Map([
  ["_entities", `@cost(weight: ${HANDLE}) @listSize(assumedSize: ${MAX_REFERENCES})`],
  ["_service", `@cost(weight: ${VALUE})`],
  ["sdl", `@cost(weight: ${VALUE})`],
]);

/** The federation library's part of a subgraph: `_Any`, `_Entity` and `_Service`, and their fields of `Query`. */
function federationPart(sdl: string): DocumentNode {
  const built = buildSubgraphSchema(parse(sdl));
  const types = ["_Any", "_Entity", "_Service"].flatMap((name) => built.getType(name)?.astNode ?? []);
  const definitions = [...types, ...(built.getQueryType()?.extensionASTNodes ?? [])];
  return visit(
    { kind: Kind.DOCUMENT, definitions },
    { FieldDefinition: (field) => ({ ...field, directives: parseDirectives(PRICES.get(field.name.value) ?? "") }) },
  );
}

function parseDirectives(text: string): readonly ConstDirectiveNode[] {
  const [type] = parse(`type T ${text} { field: Int }`).definitions;
  return (type?.kind === Kind.OBJECT_TYPE_DEFINITION && type.directives) || [];
}

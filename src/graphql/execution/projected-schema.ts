import {
  assertObjectType,
  type FieldNode,
  GraphQLNonNull,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  isNonNullType,
} from "graphql";
import { LRUCache } from "lru-cache";
import type { Context } from "../context.js";
import { conditionVariables } from "./conditions.js";
import { compileSelection, NotCompilable, type CompiledSelection } from "./compiled-selection.js";
import type { RawJson } from "./response-body.js";

/** How many compiled selections one field of an operation has at most: one for each way in which its conditions come out. */
const MAX_VARIANTS = 8;

/** What stands in the place of a type whose selections are compiled: to graphql-js a scalar, whatever its value. */
const Projected = new GraphQLScalarType({ name: "Projected" });

/** The fields below which selections are compiled: those that may respond with thousands of objects. */
const COMPILED_FIELDS = [
  ["Conference", "paragraphs"],
  ["Captions", "cues"],
] as const;

/** Makes a schema run by compiled selections what is selected below the fields with many objects (`compileSelectionsOf`). */
export function withCompiledSelections(schema: GraphQLSchema): GraphQLSchema {
  for (const [typeName, fieldName] of COMPILED_FIELDS) compileSelectionsOf(schema, typeName, fieldName);
  return schema;
}

/**
 * Makes a field's resolver respond with all that is selected below it, and the field a scalar, below which graphql-js has nothing to do. Where
 * that cannot be done, or goes wrong, the resolver throws `NotCompilable`. Such a schema only runs operations: to clients it is another one.
 */
export function compileSelectionsOf(schema: GraphQLSchema, typeName: string, fieldName: string): GraphQLSchema {
  const field = assertObjectType(schema.getType(typeName)).getFields()[fieldName];
  const resolve = field?.resolve;
  if (field === undefined || resolve === undefined) throw new Error(`${typeName}.${fieldName} cannot be projected`);
  const { type } = field;
  const selections = new Selections(type);
  field.type = isNonNullType(type) ? new GraphQLNonNull(Projected) : Projected;
  field.resolve = async (root, args, context, info) => {
    const project = orNotCompilable(() => selections.find(info).compiledFor(info));
    const source: unknown = await resolve(root, args, context, info);
    return source === null ? null : writeMetered(project, source, info.variableValues, context);
  };
  return schema;
}

/** @throws what the meter threw, which no other way of running would change; NotCompilable for everything else. */
function writeMetered(
  project: CompiledSelection,
  source: unknown,
  variables: GraphQLResolveInfo["variableValues"],
  { responseCost }: Pick<Context, "responseCost">,
): RawJson {
  let refusal: unknown = null;
  const meter = (bytes: number) => {
    try {
      responseCost.write(bytes);
    } catch (error) {
      refusal = error;
      throw error;
    }
  };
  try {
    return project(source, variables, meter);
  } catch (cause) {
    throw refusal ?? new NotCompilable("an error below", { cause });
  }
}

/** @throws NotCompilable for whatever goes wrong, since where it did is known to the interpreter alone. */
function orNotCompilable<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new NotCompilable("an error below", { cause });
  }
}

/** What operations select below one field, for as long as their documents are kept. */
class Selections {
  readonly #byFirstNode = new WeakMap<FieldNode, Selection[]>();

  constructor(readonly type: GraphQLOutputType) {}

  /** The selection of an operation: that of an earlier run, as long as its document is kept. */
  find(info: GraphQLResolveInfo): Selection {
    const [first] = info.fieldNodes;
    if (first === undefined) throw new NotCompilable("a field without a node");
    // A fragment's field is the first node of several selections when it is merged with others in several places.
    const known = this.#byFirstNode.get(first) ?? [];
    const same = known.find((selection) => selection.isOf(info));
    if (same !== undefined) return same;
    const selection = new Selection(this.type, info);
    this.#byFirstNode.set(first, [...known, selection]);
    return selection;
  }
}

/** What an operation selects below one field. */
class Selection {
  readonly #compiled = new LRUCache<string, CompiledSelection>({ max: MAX_VARIANTS });
  readonly #operation: GraphQLResolveInfo["operation"];
  readonly #nodes: GraphQLResolveInfo["fieldNodes"];
  readonly #conditions: readonly string[];

  constructor(
    readonly type: GraphQLOutputType,
    { operation, fragments, fieldNodes }: GraphQLResolveInfo,
  ) {
    this.#operation = operation;
    this.#nodes = fieldNodes;
    this.#conditions = conditionVariables([operation, ...Object.values(fragments)]);
  }

  /** Whether a run has the same nodes of the same operation. */
  isOf({ operation, fieldNodes }: GraphQLResolveInfo): boolean {
    const nodes = this.#nodes;
    return (
      operation === this.#operation &&
      fieldNodes.length === nodes.length &&
      fieldNodes.every((node, index) => node === nodes[index])
    );
  }

  /** @throws NotCompilable when not all of it can be read off; GraphQLError for a condition that is null. */
  compiledFor(info: GraphQLResolveInfo): CompiledSelection {
    const variant = this.#conditions.map((name) => String(info.variableValues[name])).join();
    const known = this.#compiled.get(variant);
    if (known !== undefined) return known;
    const compiled = compileSelection(info, this.type, info.fieldNodes);
    this.#compiled.set(variant, compiled);
    return compiled;
  }
}

import {
  assertObjectType,
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

/** How many compiled selection one selection has at most: one for each way in which its conditions come out. */
const MAX_VARIANTS = 8;

/** What stands in the place of a type whose selections are projected: to the compiler a scalar, whatever its value. */
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
 * Makes a field's resolver answer with all that is selected below it, and the field a scalar, below which graphql-jit has
 * nothing to do: for each object it would make closures, paths and `info`s of 400 to 2,000 bytes. Where that cannot be done,
 * or goes wrong, the resolver throws `NotCompilable`. Such a schema only runs operations: to clients it is another one.
 */
export function compileSelectionsOf(schema: GraphQLSchema, typeName: string, fieldName: string): GraphQLSchema {
  const field = assertObjectType(schema.getType(typeName)).getFields()[fieldName];
  const resolve = field?.resolve;
  if (field === undefined || resolve === undefined) throw new Error(`${typeName}.${fieldName} cannot be projected`);
  const { type } = field;
  const selections = new WeakMap<GraphQLResolveInfo["fieldNodes"], Selection>();
  field.type = isNonNullType(type) ? new GraphQLNonNull(Projected) : Projected;
  field.resolve = async (root, args, context, info) => {
    const selection = selections.get(info.fieldNodes) ?? new Selection(type, info);
    selections.set(info.fieldNodes, selection);
    const project = orNotCompilable(() => selection.compiledFor(info));
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

/** What an operation selects below one field. */
class Selection {
  readonly #compiled = new LRUCache<string, CompiledSelection>({ max: MAX_VARIANTS });
  readonly #conditions: readonly string[];

  constructor(
    readonly type: GraphQLOutputType,
    info: GraphQLResolveInfo,
  ) {
    this.#conditions = conditionVariables([info.operation, ...Object.values(info.fragments)]);
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

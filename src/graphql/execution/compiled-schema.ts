import { MapperKind, mapSchema } from "@graphql-tools/utils";
import {
  assertObjectType,
  type FieldNode,
  type GraphQLFieldConfig,
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

/**
 * The maximum number of selections that begin with one field of a document. Each has at most as many compiled versions,
 * one for each combination of the operation's conditions.
 */
const MAX_VARIANTS = 8;

/** Replaces the type of a field with compiled selections: to graphql-js its value is a scalar. */
const Compiled = new GraphQLScalarType({ name: "Compiled" });

/**
 * The fields with compiled selections: those that may return thousands of objects. The sentences are compiled
 * separately where graphql-js reaches a paragraph, as in `node`, `_entities` and a search hit.
 */
const COMPILED_FIELDS = ["Conference.paragraphs", "Captions.cues", "Paragraph.sentences"];

/**
 * A version of a schema for execution only. Each compiled field is a scalar whose resolver returns the JSON of
 * everything selected below it. If that is not possible, the resolver throws `NotCompilable`. `fields`: the compiled
 * ones, as `Type.field`.
 */
export function withCompiledSelections(
  schema: GraphQLSchema,
  fields: readonly string[] = COMPILED_FIELDS,
): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, fieldName, typeName) =>
      fields.includes(`${typeName}.${fieldName}`) ? compileSelectionsOf(schema, typeName, fieldName, field) : undefined,
  });
}

type FieldConfig = GraphQLFieldConfig<unknown, Context>;

/** `schema`: the original one, whose types have all their fields. */
function compileSelectionsOf(
  schema: GraphQLSchema,
  typeName: string,
  fieldName: string,
  field: FieldConfig,
): FieldConfig {
  const { type, resolve } = assertObjectType(schema.getType(typeName)).getFields()[fieldName] ?? {};
  if (type === undefined || resolve === undefined) throw new Error(`${typeName}.${fieldName} cannot be compiled`);
  const selections = new Selections(schema, type);
  return {
    ...field,
    type: isNonNullType(type) ? new GraphQLNonNull(Compiled) : Compiled,
    resolve: async (root, args, context, info) => {
      const selection = orNotCompilable(() => selections.find(info).compiledFor(info));
      const source: unknown = await resolve(root, args, context, info);
      return source === null ? null : writeMetered(selection, source, info.variableValues, context);
    },
  };
}

/** @throws the meter's error, because another execution would exceed the same limit; NotCompilable for others. */
function writeMetered(
  write: CompiledSelection,
  source: unknown,
  variables: GraphQLResolveInfo["variableValues"],
  { responseCost }: Pick<Context, "responseCost">,
): RawJson {
  let limitError: unknown = null;
  const meter = (bytes: number) => {
    try {
      responseCost.write(bytes);
    } catch (error) {
      limitError = error;
      throw error;
    }
  };
  try {
    return write(source, variables, meter);
  } catch (cause) {
    throw limitError ?? new NotCompilable("an error below", { cause });
  }
}

/** @throws NotCompilable for any error, because only graphql-js knows the path of the error. */
function orNotCompilable<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new NotCompilable("an error below", { cause });
  }
}

/** The selections of operations below one field. They live as long as their documents. */
class Selections {
  readonly #byFirstNode = new WeakMap<FieldNode, Selection[]>();

  constructor(
    readonly schema: GraphQLSchema,
    readonly type: GraphQLOutputType,
  ) {}

  /** The selection of an operation, also from an earlier run with the same document. */
  find(info: GraphQLResolveInfo): Selection {
    const [first] = info.fieldNodes;
    if (first === undefined) throw new NotCompilable("a field without a node");
    // A field can be the first node of many selections, because fragments and conditions merge it with others.
    const known = this.#byFirstNode.get(first) ?? [];
    const same = known.find((selection) => selection.isOf(info));
    if (same !== undefined) return same;
    const selection = new Selection(this.schema, this.type, info);
    this.#byFirstNode.set(first, [selection, ...known].slice(0, MAX_VARIANTS));
    return selection;
  }
}

/** The selection of one operation below one field. */
class Selection {
  readonly #compiled = new LRUCache<string, CompiledSelection>({ max: MAX_VARIANTS });
  readonly #operation: GraphQLResolveInfo["operation"];
  readonly #nodes: GraphQLResolveInfo["fieldNodes"];
  readonly #conditions: readonly string[];

  constructor(
    readonly schema: GraphQLSchema,
    readonly type: GraphQLOutputType,
    { operation, fragments, fieldNodes }: GraphQLResolveInfo,
  ) {
    this.#operation = operation;
    this.#nodes = fieldNodes;
    this.#conditions = conditionVariables([operation, ...Object.values(fragments)]);
  }

  /** True if a run selects the same nodes of the same operation. */
  isOf({ operation, fieldNodes }: GraphQLResolveInfo): boolean {
    const nodes = this.#nodes;
    return (
      operation === this.#operation &&
      fieldNodes.length === nodes.length &&
      fieldNodes.every((node, index) => node === nodes[index])
    );
  }

  /** @throws NotCompilable as `compileSelection` does; GraphQLError for a condition that is null. */
  compiledFor(info: GraphQLResolveInfo): CompiledSelection {
    const variant = this.#conditions.map((name) => String(info.variableValues[name])).join();
    const known = this.#compiled.get(variant);
    if (known !== undefined) return known;
    const compiled = compileSelection({ ...info, schema: this.schema }, this.type, info.fieldNodes);
    this.#compiled.set(variant, compiled);
    return compiled;
  }
}

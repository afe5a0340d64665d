import {
  type FieldNode,
  getArgumentValues,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { isReading } from "../direct-resolvers.js";
import { collectFields, type FieldNodes, type Operation } from "./collect-fields.js";

/** What an operation selects below one place, read off the domain's objects in one go; `variables` are the operation's, coerced. */
export type Projection = (source: unknown, variables: Operation["variableValues"]) => unknown;

/** A selection, or what it selects from, is nothing that a projection can tell: the interpreter can. */
export class NotProjectable extends Error {}

/**
 * Compiles what `nodes` select of `type` to one function. That works where everything below is there already: fields that are
 * properties, and resolvers that look at nothing but their parent and their arguments. The function throws `NotProjectable`
 * where it meets a null that must not be there; a resolver's error goes through it as it is.
 * @throws NotProjectable when anything below is to be fetched first.
 */
export function compileProjection(
  operation: Operation,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Projection {
  const writer = new Writer(operation);
  const entry = writer.object(type, nodes);
  const { resolvers, argumentsOf, text } = writer;
  // The names in the text are from the schema, or JSON strings.
  // oxlint-disable-next-line typescript/no-implied-eval
  const project: unknown = new Function("resolvers", "missing", `"use strict"; let t;\n${text}return ${entry};`)(
    resolvers,
    refuseNull,
  );
  if (typeof project !== "function") throw new TypeError("a projection is no function");
  return (source, variables) =>
    project(
      source,
      argumentsOf.map((read) => read(variables)),
    );
}

function refuseNull(): never {
  throw new NotProjectable("null where the schema has none");
}

type ArgumentReader = (variables: Operation["variableValues"]) => Record<string, unknown>;

/** Writes the functions of a projection, one for each object with its selections: `(s, a)`, the source and all arguments. */
class Writer {
  readonly resolvers: GraphQLField<unknown, unknown>["resolve"][] = [];
  readonly argumentsOf: ArgumentReader[] = [];
  text = "";
  #functions = 0;

  constructor(readonly operation: Operation) {}

  /** Writes the function of an object, and returns its name. */
  object(type: GraphQLObjectType, nodes: readonly FieldNode[]): string {
    const fields = [...collectFields(this.operation, type, nodes)];
    const members = fields.map(([key, own]) => `${JSON.stringify(key)}: ${this.#value(type, own)}`);
    const name = `f${(this.#functions += 1)}`;
    this.text += `const ${name} = (s, a) => ({ ${members.join(", ")} });\n`;
    return name;
  }

  #value(parent: GraphQLObjectType, nodes: FieldNodes): string {
    const fieldName = nodes[0].name.value;
    if (fieldName === "__typename") return JSON.stringify(parent.name);
    const field = parent.getFields()[fieldName];
    if (field === undefined) throw new NotProjectable(`${parent.name} has no ${fieldName}`);
    return this.#complete(field.type, this.#read(field, nodes[0]), nodes);
  }

  /** The text that reads a field's value. */
  #read(field: GraphQLField<unknown, unknown>, node: FieldNode): string {
    if (field.resolve === undefined) return `s.${field.name}`;
    if (!isReading(field.resolve)) throw new NotProjectable(`${field.name} is to be fetched`);
    const resolver = this.resolvers.push(field.resolve) - 1;
    const args = this.argumentsOf.push((variables) => getArgumentValues(field, node, variables)) - 1;
    return `resolvers[${resolver}](s, a[${args}])`;
  }

  /** The text that turns a value into what is answered. */
  #complete(type: GraphQLOutputType, value: string, nodes: FieldNodes): string {
    if (isNonNullType(type)) return this.#completeThere(type.ofType, `(${value} ?? missing())`, nodes);
    if (isLeafType(type)) return `${value} ?? null`;
    return `(t = ${value}) == null ? null : ${this.#completeThere(type, "t", nodes)}`;
  }

  #completeThere(type: GraphQLOutputType, value: string, nodes: FieldNodes): string {
    if (isLeafType(type)) return value;
    if (isListType(type)) return `${value}.map((i) => ${this.#complete(type.ofType, "i", nodes)})`;
    if (isObjectType(type)) return `${this.object(type, nodes)}(${value}, a)`;
    throw new NotProjectable("which type it is shows only at run time");
  }
}

import {
  type FieldNode,
  getArgumentValues,
  getNullableType,
  type GraphQLField,
  type GraphQLNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { columnOf, PackedRow } from "../../packed/index.js";
import { isPure } from "../schema/bypass-type-graphql.js";
import { collectFields, type FieldNodes, type Operation } from "./collect-fields.js";
import type { RawJson } from "./response-body.js";
import { type Literal, toLiteral } from "./copy-bytes.js";
import { type WriteMeter, writeJson } from "./json-writer.js";
import { RowTemplate } from "./row-template.js";

/**
 * What an operation selects below one place, read off the domain's objects in one go; `variables` are the operation's, coerced.
 * `meter` hears of the bytes as they are written.
 */
export type CompiledSelection = (
  source: unknown,
  variables: Operation["variableValues"],
  meter?: WriteMeter,
) => RawJson;

/** A selection, or what it selects from, is nothing that a compiled selection can tell: the interpreter can. */
export class NotCompilable extends Error {}

/**
 * Compiles what `nodes` select of `type` to one function. That works where everything below is there already: fields that are
 * properties, and resolvers that look at nothing but their parent and their arguments. The function throws `NotCompilable`
 * where it meets a null that must not be there; a resolver's error goes through it as it is.
 * @throws NotCompilable when anything below is to be fetched first.
 */
export function compileSelection(
  operation: Operation,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
): CompiledSelection {
  const text = new ProjectionText(operation);
  const entry = text.entry(type, nodes);
  const { resolvers, literals, templates, argumentsOf, functions } = text;
  // The names in the text are from the schema, or JSON strings.
  // oxlint-disable-next-line typescript/no-implied-eval
  const write: unknown = new Function(
    "resolvers",
    "literals",
    "templates",
    "PackedRow",
    "missing",
    `"use strict";\n${functions}return ${entry};`,
  )(resolvers, literals, templates, PackedRow, refuseNull);
  if (typeof write !== "function") throw new TypeError("a compiled selection is no function");
  return (source, variables, meter) => {
    const args = argumentsOf.map((read) => read(variables));
    return writeJson((writer) => write(source, args, writer), meter);
  };
}

function refuseNull(): never {
  throw new NotCompilable("null where the schema has none");
}

type ArgumentReader = (variables: Operation["variableValues"]) => Record<string, unknown>;

/** The text of a compiled selection: a function for each object with its selections, `(s, a, w)`: the source, all arguments, the writer. */
class ProjectionText {
  readonly resolvers: GraphQLField<unknown, unknown>["resolve"][] = [];
  readonly argumentsOf: ArgumentReader[] = [];
  /** JSON that is the same in every answer. */
  readonly literals: Literal[] = [];
  /** The objects that are rows of tables, and nothing but values of theirs. */
  readonly templates: RowTemplate[] = [];
  functions = "";
  #names = 0;

  constructor(readonly operation: Operation) {}

  /** Adds the function of what is selected of a value that is there, and returns its name. */
  entry(type: GraphQLOutputType, nodes: readonly FieldNode[]): string {
    const body = this.#completeThere(getNullableType(type), "s", nodes);
    this.functions += `const entry = (s, a, w) => { ${body} };\n`;
    return "entry";
  }

  /** Adds the function of an object, and returns its name. */
  #object(type: GraphQLObjectType, nodes: readonly FieldNode[]): string {
    const fields = collectFields(this.operation, type, nodes);
    const members = fields.map(
      ([key, own], index) => this.#literal(`${index > 0 ? "," : "{"}${JSON.stringify(key)}:`) + this.#value(type, own),
    );
    if (members.length === 0) members.push(this.#literal("{"));
    const name = `f${(this.#names += 1)}`;
    this.functions += `const ${name} = (s, a, w) => { ${members.join(" ")} ${this.#literal("}")} };\n`;
    return name;
  }

  #literal(json: string): string {
    return `w.literal(literals[${this.literals.push(toLiteral(json)) - 1}]);`;
  }

  #value(parent: GraphQLObjectType, nodes: FieldNodes): string {
    const fieldName = nodes[0].name.value;
    if (fieldName === "__typename") return this.#literal(JSON.stringify(parent.name));
    const field = parent.getFields()[fieldName];
    if (field === undefined) throw new NotCompilable(`${parent.name} has no ${fieldName}`);
    const value = this.#complete(field.type, this.#read(field, nodes[0]), nodes);
    const column = field.resolve === undefined ? columnOf(fieldName) : null;
    return column === null ? value : `if (s instanceof PackedRow) w.value(s, ${column}); else ${value}`;
  }

  /** The text that reads a field's value. */
  #read(field: GraphQLField<unknown, unknown>, node: FieldNode): string {
    if (field.resolve === undefined) return `s.${field.name}`;
    if (!isPure(field.resolve)) throw new NotCompilable(`${field.name} is to be fetched`);
    const resolver = this.resolvers.push(field.resolve) - 1;
    const args = this.argumentsOf.push((variables) => getArgumentValues(field, node, variables)) - 1;
    return `resolvers[${resolver}](s, a[${args}])`;
  }

  /** The text that writes a value. */
  #complete(type: GraphQLOutputType, value: string, nodes: readonly FieldNode[]): string {
    if (isNonNullType(type)) return this.#completeThere(type.ofType, `(${value} ?? missing())`, nodes);
    if (isLeafType(type)) return `w.leaf(${value} ?? null);`;
    return `{ const t = ${value}; if (t == null) w.leaf(null); else ${this.#completeThere(type, "t", nodes)} }`;
  }

  #completeThere(type: GraphQLOutputType, value: string, nodes: readonly FieldNode[]): string {
    if (isLeafType(type)) return `w.leaf(${value});`;
    if (isListType(type)) return this.#list(type.ofType, value, nodes);
    if (isObjectType(type)) return `${this.#object(type, nodes)}(${value}, a, w);`;
    throw new NotCompilable("which type it is shows only at run time");
  }

  #list(type: GraphQLOutputType, value: string, nodes: readonly FieldNode[]): string {
    const number = (this.#names += 1);
    const [list, item] = [`l${number}`, `t${number}`];
    const rows = this.#rows(type, list, nodes);
    const one = `if (i++ > 0) ${this.#literal(",")} ${this.#complete(type, item, nodes)}`;
    const items = `let i = 0; for (const ${item} of ${list}) { ${one} }`;
    return `{ const ${list} = ${value}; ${this.#literal("[")} ${rows} { ${items} } ${this.#literal("]")} }`;
  }

  /** The text that writes a list of rows in one go, where nothing but values of theirs is selected; it ends with an `else`. */
  #rows(type: GraphQLOutputType, list: string, nodes: readonly FieldNode[]): string {
    const template = toTemplate(this.operation, getNullableType(type), nodes);
    if (template === null) return "";
    return `if (${list}.rows !== undefined) w.rows(${list}.rows, templates[${this.templates.push(template) - 1}]); else`;
  }
}

/** The template of the objects of a list; null when not all that is selected of them is in their rows, or nothing. */
function toTemplate(operation: Operation, type: GraphQLNullableType, nodes: readonly FieldNode[]): RowTemplate | null {
  if (!isObjectType(type)) return null;
  const texts: string[] = [];
  const columns: number[] = [];
  let text = "";
  for (const [key, [{ name }]] of collectFields(operation, type, nodes)) {
    text += `${text === "" && columns.length === 0 ? "{" : ","}${JSON.stringify(key)}:`;
    const column = type.getFields()[name.value]?.resolve === undefined ? columnOf(name.value) : null;
    if (name.value === "__typename") text += JSON.stringify(type.name);
    else if (column === null) return null;
    else {
      columns.push(column);
      texts.push(text);
      text = "";
    }
  }
  return columns.length === 0 ? null : new RowTemplate(texts, columns, `${text}}`);
}

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
import { pureMethodOf } from "../schema/bypass-type-graphql.js";
import { collectFields, type FieldNodes, type Operation } from "./collect-fields.js";
import type { RawJson } from "./response-body.js";
import { type Literal, toLiteral } from "./copy-bytes.js";
import { type WriteMeter, writeJson } from "./json-writer.js";
import { CURSOR, INDEX, RowTemplate } from "./row-template.js";

/**
 * Writes an operation's selection below one field as JSON, directly from the domain's objects. `variables`: the
 * operation's coerced variables. `meter` is called with the number of written bytes.
 */
export type CompiledSelection = (
  source: unknown,
  variables: Operation["variableValues"],
  meter?: WriteMeter,
) => RawJson;

/** A selection cannot be compiled, or its value cannot be written. graphql-js must execute it. */
export class NotCompilable extends Error {}

/**
 * Compiles the selection of `nodes` on `type` to one function. All fields below must be properties, or pure resolvers,
 * which use only their parent and arguments. The function throws `NotCompilable` for a null in a non-null field, and
 * passes on a resolver's error.
 * @throws NotCompilable if a field below needs another resolver.
 */
export function compileSelection(
  operation: Operation,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
): CompiledSelection {
  const text = new SelectionText(operation);
  const body = text.body(type, nodes);
  const { resolvers, literals, templates, argumentsOf, functions } = text;
  // The text contains only names of the schema and JSON strings.
  // oxlint-disable-next-line typescript/no-implied-eval
  const write: unknown = new Function(
    "resolvers",
    "literals",
    "templates",
    "PackedRow",
    "missing",
    `"use strict";\n${functions}return (s, a, w) => { ${body} };`,
  )(resolvers, literals, templates, PackedRow, refuseNull);
  if (typeof write !== "function") throw new TypeError("a compiled selection is not a function");
  return (source, variables, meter) => {
    const args = argumentsOf.map((read) => read(variables));
    return writeJson((writer) => write(source, args, writer), meter);
  };
}

function refuseNull(): never {
  throw new NotCompilable("null in a non-null field");
}

type ArgumentReader = (variables: Operation["variableValues"]) => Record<string, unknown>;

/** The source of a compiled selection: a function `(s, a, w)` of source, arguments and writer for each object type. */
class SelectionText {
  readonly resolvers: GraphQLField<unknown, unknown>["resolve"][] = [];
  readonly argumentsOf: ArgumentReader[] = [];
  /** JSON that is the same in every response. */
  readonly literals: Literal[] = [];
  /** The templates of objects whose selected values are all in rows. */
  readonly templates: RowTemplate[] = [];
  functions = "";
  #names = 0;

  constructor(readonly operation: Operation) {}

  /** The body of the function for a value that is not null. Adds the functions that it calls. */
  body(type: GraphQLOutputType, nodes: readonly FieldNode[]): string {
    return this.#completeThere(getNullableType(type), "s", nodes);
  }

  /** Adds the function for an object, and returns its name. */
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
    const method = pureMethodOf(field.resolve);
    if (method === null) throw new NotCompilable(`the resolver of ${field.name} is not pure`);
    const resolver = this.resolvers.push(method) - 1;
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
    throw new NotCompilable("the type is known only at run time");
  }

  #list(type: GraphQLOutputType, value: string, nodes: readonly FieldNode[]): string {
    const number = (this.#names += 1);
    const [list, item] = [`l${number}`, `t${number}`];
    const rows = this.#rows(type, list, nodes);
    const one = `if (i++ > 0) ${this.#literal(",")} ${this.#complete(type, item, nodes)}`;
    const items = `let i = 0; for (const ${item} of ${list}) { ${one} }`;
    return `{ const ${list} = ${value}; ${this.#literal("[")} ${rows} { ${items} } ${this.#literal("]")} }`;
  }

  /** The text that writes a list of rows, or of edges whose nodes are rows, by a template. It ends with an `else`. */
  #rows(type: GraphQLOutputType, list: string, nodes: readonly FieldNode[]): string {
    const itemType = getNullableType(type);
    const template = isObjectType(itemType) ? new TemplateText(this.operation).write(itemType, nodes) : null;
    if (template === null) return "";
    const number = this.templates.push(template) - 1;
    return isEdge(itemType)
      ? `if (${list}.nodes?.rows !== undefined) w.rows(${list}.nodes.rows, templates[${number}], ${list}.cursorStart); else`
      : `if (${list}.rows !== undefined) w.rows(${list}.rows, templates[${number}]); else`;
  }
}

/** An edge of a connection (Relay Cursor Connections, section 3). */
function isEdge(type: GraphQLNullableType): type is GraphQLObjectType {
  return isObjectType(type) && ["cursor", "node"].every((name) => type.getFields()[name] !== undefined);
}

/** Builds the template of a list's objects, which may contain only values of rows, cursors and indices. */
class TemplateText {
  /** The text before each value. */
  readonly #texts: string[] = [];
  readonly #columns: number[] = [];
  /** The text after the last value so far. */
  #text = "";

  constructor(readonly operation: Operation) {}

  /** The template; null if a selected value is not in the rows, or if no value is selected. */
  write(type: GraphQLObjectType, nodes: readonly FieldNode[]): RowTemplate | null {
    if (!this.#object(type, nodes) || this.#columns.length === 0) return null;
    return new RowTemplate(this.#texts, this.#columns, this.#text);
  }

  #object(type: GraphQLObjectType, nodes: readonly FieldNode[]): boolean {
    let before = "{";
    for (const [key, own] of collectFields(this.operation, type, nodes)) {
      this.#text += `${before}${JSON.stringify(key)}:`;
      before = ",";
      if (!this.#field(type, own)) return false;
    }
    this.#text += before === "{" ? "{}" : "}";
    return true;
  }

  #field(type: GraphQLObjectType, nodes: FieldNodes): boolean {
    const name = nodes[0].name.value;
    const field = type.getFields()[name];
    if (name === "__typename") this.#text += JSON.stringify(type.name);
    else if (field === undefined || field.resolve !== undefined) return false;
    else if (isEdge(type)) return this.#fieldOfEdge(name, field, nodes);
    else return this.#value(name === "index" ? INDEX : columnOf(name));
    return true;
  }

  #fieldOfEdge(name: string, field: GraphQLField<unknown, unknown>, nodes: FieldNodes): boolean {
    const nodeType = getNullableType(field.type);
    if (name === "node") return isObjectType(nodeType) && this.#object(nodeType, nodes);
    if (name !== "cursor") return false;
    this.#text += '"';
    this.#value(CURSOR);
    this.#text = '"';
    return true;
  }

  #value(column: number | null): boolean {
    if (column === null) return false;
    this.#columns.push(column);
    this.#texts.push(this.#text);
    this.#text = "";
    return true;
  }
}

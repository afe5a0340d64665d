import { getDirectiveInExtensions } from "@graphql-tools/utils";
import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { MAX_COUNT } from "../../transcript/window.js";
import { INTROSPECTION_SIZES } from "./introspection-sizes.js";

type Field = GraphQLField<unknown, unknown>;

/** Gives the value of an argument of any type; undefined if the document has none. */
export type ArgumentReader = (name: string) => unknown;

/** The price of one field, from its directives `@cost` and `@listSize`. */
export interface FieldPrice {
  /** The cost of the field without the fields below it; in a list, of each item. */
  readonly weight: number;
  readonly shape: "single" | "list" | "connection" | "list of a connection";
  /** The number of items to count in a list, or in the lists directly below a connection; 1 for other fields. */
  readonly count: (argument: ArgumentReader) => number;
}

/** The prices of all fields of a schema. */
export class PriceList {
  readonly #prices = new Map<Field, FieldPrice>();

  /**
   * @throws Error with the names of the fields without a price, and of the lists without a size. None of them may run.
   */
  constructor(readonly schema: GraphQLSchema) {
    const faults: string[] = [];
    for (const [type, field] of allFields(schema)) {
      const price = readPrice(schema, type, field);
      if (typeof price === "string") faults.push(`${type.name}.${field.name}: ${price}`);
      else this.#prices.set(field, price);
    }
    if (faults.length > 0) throw new Error(`the price of an operation cannot be computed:\n${faults.join("\n")}`);
  }

  /** The price of a field of a valid document. @throws Error for a field that is not in the schema. */
  of(field: Field): FieldPrice {
    const price = this.#prices.get(field);
    if (price === undefined) throw new Error(`${field.name} has no price`);
    return price;
  }

  /** The price of `__typename`: of the type's cheapest field; of an abstract type, that of its most expensive type. */
  ofTypeName(type: GraphQLNamedType): number {
    if (isAbstractType(type))
      return Math.max(...this.schema.getPossibleTypes(type).map((possible) => this.ofTypeName(possible)));
    if (!isObjectType(type)) return 0;
    return Math.min(...Object.values(type.getFields()).map((field) => this.of(field).weight));
  }
}

/** All fields, each with its type. */
function allFields(schema: GraphQLSchema): [GraphQLNamedType, Field][] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).map((field): [GraphQLNamedType, Field] => [type, field])
      : [],
  );
}

/** The price of a field, or what is missing. */
function readPrice(schema: GraphQLSchema, type: GraphQLNamedType, field: Field): FieldPrice | string {
  if (isIntrospectionType(type)) return priceOfIntrospection(field);
  const weight = isInterfaceType(type) ? weightOfInterface(schema, type, field.name) : weightOf(field);
  if (weight === null) return "declare its weight with @Cost";
  const size = readDirective(field, "listSize");
  if (size !== null) {
    const shape = Array.isArray(size["sizedFields"]) ? "connection" : "list";
    return { weight, shape, count: countReader(field, size) };
  }
  if (!isListType(getNullableType(field.type))) return { weight, shape: "single", count: () => 1 };
  if (isSizedAbove(schema, type, field.name)) return { weight, shape: "list of a connection", count: () => 1 };
  return "declare its size with @SizedList, or on the connection that it belongs to";
}

/**
 * Composition allows no `@cost` on the fields of interfaces, so they cost as much as the most expensive implementation.
 * An implementation without a weight is a fault of its own.
 */
function weightOfInterface(schema: GraphQLSchema, type: GraphQLInterfaceType, fieldName: string): number {
  const fields = schema.getPossibleTypes(type).map((possible) => possible.getFields()[fieldName]);
  return Math.max(0, ...fields.map((field) => (field && weightOf(field)) ?? 0));
}

function weightOf(field: Field): number | null {
  const weight = Number(readDirective(field, "cost")?.["weight"] ?? NaN);
  return Number.isFinite(weight) ? weight : null;
}

/** Whether every field that returns this type gives the length of the list. No field returns `Query`. */
function isSizedAbove(schema: GraphQLSchema, type: GraphQLNamedType, fieldName: string): boolean {
  const above = allFields(schema).filter(([, field]) => getNamedType(field.type) === type);
  const isSized = above.map(([, field]) => {
    const sizedFields = readDirective(field, "listSize")?.["sizedFields"];
    return Array.isArray(sizedFields) && sizedFields.includes(fieldName);
  });
  return isSized.length > 0 && !isSized.includes(false);
}

function countReader(field: Field, size: Directive): FieldPrice["count"] {
  const assumed = Number(size["assumedSize"] ?? MAX_COUNT);
  const slicing = Array.isArray(size["slicingArguments"]) ? size["slicingArguments"].map(String) : [];
  const input = field.args.find(({ type }) => isNonNullType(type) && isListType(type.ofType));
  if (slicing.length === 0 && input !== undefined)
    return (argument) => Math.min(lengthOf(argument(input.name)), assumed);
  return (argument) => {
    const counts = slicing.map(argument).filter((count) => typeof count === "number");
    // The field itself refuses a count above the maximum, with a better message.
    return counts.length === 0 ? assumed : Math.min(Math.max(0, ...counts), MAX_COUNT);
  };
}

/** A single value counts as a list of one (GraphQL specification, "List", input coercion). */
function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 1;
}

function priceOfIntrospection(field: Field): FieldPrice {
  const shape = isListType(getNullableType(field.type)) ? "list" : "single";
  return { weight: 1, shape, count: () => INTROSPECTION_SIZES.get(field.name) ?? 1 };
}

type Directive = Readonly<Record<string, unknown>>;

/** The arguments of one of a field's directives; null if it has no such directive. */
function readDirective(field: Field, name: string): Directive | null {
  return getDirectiveInExtensions(field, name)?.[0] ?? null;
}

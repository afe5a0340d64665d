import * as fc from "fast-check";
import {
  assertObjectType,
  getNamedType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
} from "graphql";

/** An operation with the values of its variables. */
export interface RandomOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Valid and invalid texts for an argument of this name. */
export type ArgumentValues = Readonly<Record<string, readonly string[]>>;

type Composite = GraphQLObjectType | GraphQLInterfaceType;

const CONDITIONS = [
  "",
  "",
  "",
  "",
  " @include(if: $yes)",
  " @skip(if: $no)",
  " @skip(if: $yes)",
  " @include(if: $no)",
  " @include(if: true) @skip(if: $no)",
];

/**
 * Random operations over a schema: aliases, arguments and variables, conditions, `__typename`, inline and named
 * fragments. Selections that could conflict have separate aliases; others are sometimes left to be merged.
 */
export function randomOperations(
  schema: GraphQLSchema,
  values: ArgumentValues,
  depth: number,
): fc.Arbitrary<RandomOperation> {
  return fc.infiniteStream(fc.nat(2 ** 30)).map((numbers) => {
    const writer = new Writer(schema, values, (bound) => (numbers.next().value ?? 0) % bound);
    return writer.operation(writer.selection(assertObjectType(schema.getQueryType()), depth));
  });
}

/** The same, below one page of the meeting `m` with four paragraphs. */
export function randomTranscripts(
  schema: GraphQLSchema,
  values: ArgumentValues,
  depth: number,
): fc.Arbitrary<RandomOperation> {
  return fc.infiniteStream(fc.nat(2 ** 30)).map((numbers) => {
    const writer = new Writer(schema, values, (bound) => (numbers.next().value ?? 0) % bound);
    const selection = writer.selection(assertObjectType(schema.getType("ParagraphConnection")), depth);
    return writer.operation(`conference(conferenceId: "m") { paragraphs(first: 4) { ${selection} } }`);
  });
}

class Writer {
  #aliases = 0;
  /** Special features of an operation: conditions, selections to be merged, or both. */
  readonly #style: { readonly conditions: boolean; readonly merges: boolean };
  readonly #fragments: string[] = [];

  constructor(
    readonly schema: GraphQLSchema,
    readonly values: ArgumentValues,
    readonly pick: (bound: number) => number,
  ) {
    const style = pick(5);
    this.#style = { conditions: style !== 0 && style !== 1, merges: style !== 2 && style !== 3 };
  }

  operation(body: string): RandomOperation {
    // GraphQL requires that every declared variable is used.
    const [declared, used] = this.#style.conditions
      ? ["$yes: Boolean! = true, $no: Boolean = false, ", "@include(if: $yes) @skip(if: $no)"]
      : ["", ""];
    const head = `query Random(${declared}$count: Int, $none: String)`;
    const use = `u: conference(conferenceId: "m") ${used} { v: paragraphs(first: $count, after: $none) { __typename } }`;
    const conditions = this.#style.conditions && this.pick(2) === 0 ? { no: this.#one([false, false, null]) } : {};
    return {
      query: [`${head} { ${use} ${body} }`, ...this.#fragments].join("\n"),
      variables: { count: this.#one([1, 3, null, -1]), ...conditions },
    };
  }

  #one<T>(choices: readonly T[]): T {
    const choice = choices[this.pick(choices.length)];
    if (choice === undefined) throw new Error("nothing to choose from");
    return choice;
  }

  selection(type: Composite, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
    );
    const parts = Array.from({ length: 1 + this.pick(4) }, () => this.#part(type, fields, depth));
    return parts.join(" ");
  }

  #part(type: Composite, fields: readonly GraphQLField<unknown, unknown>[], depth: number): string {
    const condition = this.#style.conditions ? this.#one(CONDITIONS) : "";
    if (this.pick(8) === 0 || fields.length === 0) return `a${(this.#aliases += 1)}: __typename${condition}`;
    if (this.pick(5) === 0) return this.#fragment(type, depth - 1, condition);
    const field = this.#one(fields);
    const named = getNamedType(field.type);
    const inner = isObjectType(named) || isInterfaceType(named) ? ` { ${this.selection(named, depth - 1)} }` : "";
    const given = this.#arguments(field);
    // Without arguments, selections with one name cannot conflict, and are merged.
    const alias = given === "" && this.#style.merges && this.pick(2) === 0 ? "" : `a${(this.#aliases += 1)}: `;
    return `${alias}${field.name}${given}${condition}${inner}`;
  }

  #fragment(type: Composite, depth: number, condition: string): string {
    const possible = isAbstractType(type)
      ? [type, ...this.schema.getPossibleTypes(type)]
      : [type, ...type.getInterfaces()];
    const on = this.#one(possible);
    const body = `{ ${this.selection(on, Math.max(0, depth))} }`;
    if (this.pick(2) === 0) return `... on ${on.name}${condition} ${body}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push("");
    this.#fragments[Number(name.slice(1))] = `fragment ${name} on ${on.name} ${body}`;
    return `...${name}${condition}`;
  }

  #arguments(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.flatMap((argument) => {
      const { name } = argument;
      return isRequiredArgument(argument) || this.pick(3) === 0
        ? [`${name}: ${this.#one(this.values[name] ?? [])}`]
        : [];
    });
    return given.length === 0 ? "" : `(${given.join(", ")})`;
  }
}

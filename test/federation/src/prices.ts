import { type DirectiveNode, type DocumentNode, valueFromASTUntyped, visit } from "graphql";

/**
 * The directives by which a router prices fields, such as `Conference.paragraphs @cost`, in one spelling
 * for all composers.
 */
export type Prices = Readonly<Record<string, Price>>;

/** The arguments of `@cost` or `@listSize`. A missing or empty one is null. */
export interface Price {
  readonly weight: unknown;
  readonly assumedSize: unknown;
  readonly slicingArguments: readonly unknown[] | null;
  readonly sizedFields: readonly unknown[] | null;
  readonly requireOneSlicingArgument: unknown;
}

const PRICING: ReadonlySet<string> = new Set(["cost", "listSize"]);

/** Reads the prices of a subgraph's or a supergraph's text. */
export function readPrices(document: DocumentNode): Prices {
  const prices: Record<string, Price> = {};
  visit(document, {
    ObjectTypeDefinition: ({ name: type, fields = [] }) => {
      for (const { name, directives = [] } of fields)
        for (const directive of directives.filter(({ name: { value } }) => PRICING.has(value)))
          prices[`${type.value}.${name.value} @${directive.name.value}`] = toPrice(argumentsOf(directive));
    },
  });
  return prices;
}

/** One spelling for texts that composers spell differently. */
export function toPrice(given: Readonly<Record<string, unknown>> | object): Price {
  const {
    weight,
    assumedSize,
    slicingArguments,
    sizedFields,
    requireOneSlicingArgument,
  }: Readonly<Record<string, unknown>> = { ...given };
  return {
    weight: weight ?? null,
    assumedSize: assumedSize ?? null,
    slicingArguments: toList(slicingArguments),
    sizedFields: toList(sizedFields),
    requireOneSlicingArgument: requireOneSlicingArgument ?? null,
  };
}

const toList = (value: unknown): readonly unknown[] | null => (Array.isArray(value) && value.length > 0 ? value : null);

const argumentsOf = ({ arguments: given = [] }: DirectiveNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));

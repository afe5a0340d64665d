import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  valueFromASTUntyped,
} from "graphql";
import { fragmentsOf } from "../root-fields.js";
import type { ArgumentReader, PriceList } from "./price-list.js";

type Variables = Readonly<Record<string, unknown>>;

/** The cost of a selection: `once`, and again for each item of the connection around it. */
interface Cost {
  readonly once: number;
  readonly perItem: number;
}

const FREE: Cost = { once: 0, perItem: 0 };

/**
 * The cost of an operation before it runs: the weight of each field times the sizes of the lists around it, with all
 * fragments written out. Lists and counts in variables multiply too. A part that `@skip` or `@include` leaves out costs
 * nothing. The document must be valid.
 */
export function costOf(
  prices: PriceList,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const type = prices.schema.getRootType(operation.operation);
  if (type === undefined || type === null) return 0;
  return new OperationCost(prices, document, withDefaults(operation, variables)).of(operation.selectionSet, type).once;
}

/**
 * Computes the cost of one operation in one pass. A fragment is computed once, even if it is spread often, because a
 * short document may expand to a million fields.
 */
class OperationCost {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #fragmentCosts = new Map<string, Cost>();

  constructor(
    readonly prices: PriceList,
    document: DocumentNode,
    readonly variables: Variables,
  ) {
    this.#fragments = fragmentsOf(document);
  }

  of({ selections }: SelectionSetNode, type: GraphQLNamedType): Cost {
    return selections.reduce((sum, selection) => add(sum, this.#selection(selection, type)), FREE);
  }

  #selection(selection: SelectionNode, type: GraphQLNamedType): Cost {
    if (this.#isLeftOut(selection)) return FREE;
    if (selection.kind === Kind.FIELD) return this.#field(selection, type);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    return this.of(selection.selectionSet, this.#typeOf(selection.typeCondition?.name.value) ?? type);
  }

  #field(node: FieldNode, parent: GraphQLNamedType): Cost {
    if (node.name.value === "__typename") return { once: this.prices.ofTypeName(parent), perItem: 0 };
    const field = fieldOf(parent, node.name.value);
    if (field === null) return { once: 1 + this.#introspection(node), perItem: 0 };
    const { weight, shape, count } = this.prices.of(field);
    const below = node.selectionSet === undefined ? FREE : this.of(node.selectionSet, getNamedType(field.type));
    const items = count(this.#argumentsOf(node));
    if (shape === "list of a connection") return { once: 0, perItem: weight + below.once };
    if (shape === "list") return { once: items * (weight + below.once), perItem: 0 };
    return { once: weight + below.once + items * below.perItem, perItem: 0 };
  }

  /** The cost of `__schema` and `__type`, which are fields of no type. */
  #introspection({ name, selectionSet }: FieldNode): number {
    const field = [SchemaMetaFieldDef, TypeMetaFieldDef].find((candidate) => candidate.name === name.value);
    return field === undefined || selectionSet === undefined ? 0 : this.of(selectionSet, getNamedType(field.type)).once;
  }

  #fragment(name: string): Cost {
    const known = this.#fragmentCosts.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    const type = this.#typeOf(fragment?.typeCondition.name.value);
    const cost = fragment === undefined || type === undefined ? FREE : this.of(fragment.selectionSet, type);
    this.#fragmentCosts.set(name, cost);
    return cost;
  }

  #typeOf(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.prices.schema.getType(name);
  }

  #argumentsOf(node: FieldNode): ArgumentReader {
    return (name) => {
      const given = node.arguments?.find((argument) => argument.name.value === name);
      return given === undefined ? undefined : valueFromASTUntyped(given.value, this.variables);
    };
  }

  #isLeftOut({ directives = [] }: SelectionNode): boolean {
    return directives.some(({ name, arguments: [condition] = [] }) => {
      const value = condition && valueFromASTUntyped(condition.value, this.variables);
      return (name.value === "skip" && value === true) || (name.value === "include" && value === false);
    });
  }
}

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | null {
  return isObjectType(type) || isInterfaceType(type) ? (type.getFields()[name] ?? null) : null;
}

function add(left: Cost, right: Cost): Cost {
  return { once: left.once + right.once, perItem: left.perItem + right.perItem };
}

function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}

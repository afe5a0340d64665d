import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError, Kind, type OperationDefinitionNode, type TypeNode } from "graphql";
import { tooCostly, type VariableLimits } from "./limits.js";

type Variables = Readonly<Record<string, unknown>>;

/** Holds the variables of every operation to the limits, before anything is done with them. */
export function createVariableLimits(limits: VariableLimits): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request, operation }) => {
        const sizes = measureAll(request.variables ?? {});
        const fault = findFault(sizes, limits);
        if (fault !== null)
          throw new GraphQLError(fault, { originalError: tooCostly(fault), extensions: { http: { status: 400 } } });
        const rounded = operation && findRoundedId(operation, sizes);
        if (rounded !== undefined) throw rounded;
      },
    }),
  };
}

type VariableSizes = ReadonlyMap<string, VariableSize>;

function measureAll(variables: Variables): VariableSizes {
  return new Map(Object.entries(variables).map(([name, value]) => [name, measure(value)]));
}

/** What is too much about these variables; null when nothing is. */
function findFault(sizes: VariableSizes, { maxValues, maxCharacters }: VariableLimits): string | null {
  let values = 0;
  for (const [name, size] of sizes) {
    values += size.values;
    const characters = Math.max(size.characters, name.length);
    if (characters > maxCharacters)
      return `a string in the variables has ${characters} characters; at most ${maxCharacters}`;
  }
  return values > maxValues ? `the variables hold ${values} values; at most ${maxValues}` : null;
}

/** Types whose values are DingTalk's 64-bit identifiers, or hold some. */
const ID_TYPES: ReadonlySet<string> = new Set(["ID", "_Any"]);

/** An id that was sent as a number which JSON readers round, ours too: another meeting would be read. Undefined: there is none. */
function findRoundedId(
  { variableDefinitions = [] }: OperationDefinitionNode,
  sizes: VariableSizes,
): GraphQLError | undefined {
  const definition = variableDefinitions.find(
    ({ type, variable }) => ID_TYPES.has(nameOf(type)) && sizes.get(variable.name.value)?.hasRounded === true,
  );
  if (definition === undefined) return undefined;
  const message = `variable "$${definition.variable.name.value}" holds a number beyond 2^53, which JSON readers round: send ids as strings`;
  const extensions = { code: "BAD_USER_INPUT", http: { status: 400 } };
  return new GraphQLError(message, { nodes: definition, extensions });
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

interface VariableSize {
  readonly values: number;
  /** Of the longest string in it. */
  readonly characters: number;
  /** Whether it holds a whole number that is not exact. */
  readonly hasRounded: boolean;
}

/** Without recursion: how deep the lists lie in one another is up to the caller. */
function measure(variable: unknown): VariableSize {
  let values = 0;
  let characters = 0;
  let hasRounded = false;
  const pending = [variable];
  while (pending.length > 0) {
    const value = pending.pop();
    values += 1;
    if (typeof value === "string") characters = Math.max(characters, value.length);
    else if (typeof value === "number") hasRounded ||= Number.isInteger(value) && !Number.isSafeInteger(value);
    else if (Array.isArray(value)) for (const inner of value) pending.push(inner);
    else if (isObject(value))
      for (const key of Object.keys(value)) {
        characters = Math.max(characters, key.length);
        pending.push(value[key]);
      }
  }
  return { values, characters, hasRounded };
}

function isObject(value: unknown): value is Variables {
  return typeof value === "object" && value !== null;
}

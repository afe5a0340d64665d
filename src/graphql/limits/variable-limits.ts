import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError, Kind, type OperationDefinitionNode, type TypeNode } from "graphql";
import { isRecord } from "../../json.js";
import { toRequestError } from "../request-error.js";
import { tooCostly, type VariableLimits } from "./limits.js";

/** Checks the variables of every operation before anything uses them. */
export function createVariableLimits(limits: VariableLimits): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request, operation }) => {
        const sizes = new Map(Object.entries(request.variables ?? {}).map(([name, value]) => [name, measure(value)]));
        const fault = findFault(sizes, limits);
        if (fault !== null) throw toRequestError(tooCostly(fault));
        const rounded = operation && findRoundedId(operation, sizes);
        if (rounded !== undefined) throw rounded;
      },
    }),
  };
}

type VariableSizes = ReadonlyMap<string, VariableSize>;

/** The limit that these variables exceed; null: none. */
function findFault(sizes: VariableSizes, { maxValues, maxCharacters }: VariableLimits): string | null {
  let values = 0;
  for (const [name, size] of sizes) {
    values += size.values;
    const characters = Math.max(size.characters, name.length);
    if (characters > maxCharacters)
      return `a string in the variables has ${characters} characters; at most ${maxCharacters}`;
  }
  return values > maxValues ? `the variables have ${values} values; at most ${maxValues}` : null;
}

/** Types with DingTalk's 64-bit identifiers. */
const ID_TYPES: ReadonlySet<string> = new Set(["ID", "_Any"]);

/** Finds an id that was sent as a number and rounded by a JSON reader, so that it names another meeting. */
function findRoundedId(
  { variableDefinitions = [] }: OperationDefinitionNode,
  sizes: VariableSizes,
): GraphQLError | undefined {
  const definition = variableDefinitions.find(
    ({ type, variable }) => ID_TYPES.has(nameOf(type)) && sizes.get(variable.name.value)?.hasRounded === true,
  );
  if (definition === undefined) return undefined;
  const message = `variable "$${definition.variable.name.value}" contains a number above 2^53, which JSON parsers round: send ids as strings`;
  const extensions = { code: "BAD_USER_INPUT", http: { status: 400 } };
  return new GraphQLError(message, { nodes: definition, extensions });
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

interface VariableSize {
  readonly values: number;
  /** The length of the longest string. */
  readonly characters: number;
  /** Whether it contains a whole number that is not exact. */
  readonly hasRounded: boolean;
}

/** Does not recurse, because the caller decides how deep the lists are. */
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
    else if (isRecord(value))
      for (const key of Object.keys(value)) {
        characters = Math.max(characters, key.length);
        pending.push(value[key]);
      }
  }
  return { values, characters, hasRounded };
}

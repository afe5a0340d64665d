import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError, Kind, type OperationDefinitionNode, type TypeNode } from "graphql";
import { tooCostly, type VariableLimits } from "./limits.js";

type Variables = Readonly<Record<string, unknown>>;

/** Holds the variables of every operation to the limits, before anything is done with them. */
export function createVariableLimits(limits: VariableLimits): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request, operation }) => {
        const fault = findFault(request.variables ?? {}, limits);
        if (fault !== null)
          throw new GraphQLError(fault, { originalError: tooCostly(fault), extensions: { http: { status: 400 } } });
        const rounded = operation && findRoundedId(operation, request.variables ?? {});
        if (rounded !== undefined) throw rounded;
      },
    }),
  };
}

/** What is too much about these variables; null when nothing is. */
export function findFault(variables: Variables, { maxValues, maxCharacters }: VariableLimits): string | null {
  let values = 0;
  for (const [name, value] of Object.entries(variables)) {
    const size = measure(value);
    values += size.values;
    if (Math.max(size.characters, name.length) > maxCharacters)
      return `a string in the variables has ${Math.max(size.characters, name.length)} characters; at most ${maxCharacters}`;
  }
  return values > maxValues ? `the variables hold ${values} values; at most ${maxValues}` : null;
}

/** Types whose values are DingTalk's 64-bit identifiers, or hold some. */
const ID_TYPES: ReadonlySet<string> = new Set(["ID", "_Any"]);

/** An id that was sent as a number which JSON readers round, ours too: another meeting would be read. Undefined: there is none. */
function findRoundedId(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): GraphQLError | undefined {
  const definition = variableDefinitions.find(
    ({ type, variable }) => ID_TYPES.has(nameOf(type)) && measure(variables[variable.name.value]).hasRounded,
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
    hasRounded ||= Number.isInteger(value) && !Number.isSafeInteger(value);
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      characters = Math.max(characters, key.length);
      pending.push(inner);
    }
  }
  return { values, characters, hasRounded };
}

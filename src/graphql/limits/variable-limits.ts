import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError } from "graphql";
import { tooCostly, type VariableLimits } from "./limits.js";

type Variables = Readonly<Record<string, unknown>>;

/** Holds the variables of every operation to the limits, before anything is done with them. */
export function createVariableLimits(limits: VariableLimits): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request }) => {
        const fault = findFault(request.variables ?? {}, limits);
        if (fault === null) return;
        throw new GraphQLError(fault, { originalError: tooCostly(fault), extensions: { http: { status: 400 } } });
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

interface VariableSize {
  readonly values: number;
  /** Of the longest string in it. */
  readonly characters: number;
}

/** Without recursion: how deep the lists lie in one another is up to the caller. */
function measure(variable: unknown): VariableSize {
  let values = 0;
  let characters = 0;
  const pending = [variable];
  while (pending.length > 0) {
    const value = pending.pop();
    values += 1;
    if (typeof value === "string") characters = Math.max(characters, value.length);
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      characters = Math.max(characters, key.length);
      pending.push(inner);
    }
  }
  return { values, characters };
}

/**
 * The number of items to count for the lists of the introspection types, by field name, because these types cannot have
 * directives. The numbers are about the average of this schema. The standard introspection query stays below the limit,
 * and a query that follows a circle of types exceeds it.
 */
export const INTROSPECTION_SIZES: ReadonlyMap<string, number> = new Map([
  ["types", 50],
  ["fields", 8],
  ["args", 3],
  ["inputFields", 2],
  ["interfaces", 1],
  ["possibleTypes", 2],
  ["enumValues", 3],
  ["directives", 6],
  ["locations", 3],
]);

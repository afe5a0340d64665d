/**
 * How many items to count for the lists of the introspection types, by field name: about the average of this schema. They cannot
 * carry directives. The standard introspection query must stay affordable, and one that goes round in circles must not be.
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

import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

/** A time or a span of the recording: 0 to 2^53-1, the whole numbers that JSON readers agree on. */
export const Milliseconds = new GraphQLScalarType<number, number>({
  name: "Milliseconds",
  description:
    "Whole milliseconds from the start of the meeting recording; a JSON number, never negative, at most 2^53-1. For example, `7940` is 7.94 seconds in, `3600000` an hour.",
  serialize: toMilliseconds,
  parseValue: toMilliseconds,
  parseLiteral: (node) => {
    if (node.kind === Kind.INT) return toMilliseconds(Number(node.value));
    throw new GraphQLError("Milliseconds must be a whole number, 0 to 9007199254740991.", { nodes: node });
  },
});

function toMilliseconds(value: unknown): number {
  if (typeof value === "number" && value >= 0 && Number.isSafeInteger(value)) return value;
  throw new GraphQLError("Milliseconds must be a whole number, 0 to 9007199254740991.");
}

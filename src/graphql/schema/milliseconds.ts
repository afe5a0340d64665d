import { GraphQLError, GraphQLScalarType, Kind, TokenKind, type ValueNode } from "graphql";

const MUST_BE = "Milliseconds must be a whole number, 0 to 9007199254740991.";

/** A time or a span of the recording: 0 to 2^53-1, the whole numbers that every JSON reader reads exactly. */
export const Milliseconds = new GraphQLScalarType<number, number>({
  name: "Milliseconds",
  description:
    "Whole milliseconds from the start of the meeting recording; a JSON number, never negative, at most 2^53-1. For example, `7940` is 7.94 seconds into the recording, and `3600000` one hour.",
  serialize: toMilliseconds,
  parseValue: toMilliseconds,
  parseLiteral: (node) => {
    const value = node.kind === Kind.INT ? Number(node.value) : NaN;
    if (isMilliseconds(value)) return value;
    throw new GraphQLError(`${nameBefore(node)}${MUST_BE}`, { nodes: node });
  },
});

function toMilliseconds(value: unknown): number {
  if (isMilliseconds(value)) return value;
  throw new GraphQLError(MUST_BE);
}

function isMilliseconds(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && Number.isSafeInteger(value);
}

/** The name of the argument, which graphql-js does not give to scalars. In the document it precedes the value. */
function nameBefore({ loc }: ValueNode): string {
  const colon = loc?.startToken.prev;
  return colon?.kind === TokenKind.COLON ? `${colon.prev?.value}: ` : "";
}

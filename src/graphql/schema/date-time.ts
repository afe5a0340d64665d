import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

/** A date and time by ISO 8601, in UTC. The source is the text from `Date.toISOString`. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: "DateTime",
  description: "A date and time by ISO 8601, in UTC, with milliseconds: `2026-11-26T09:30:00.000Z`.",
  serialize: toDateTime,
  parseValue: toDateTime,
  parseLiteral: (node) => toDateTime(node.kind === Kind.STRING ? node.value : null),
});

function toDateTime(value: unknown): string {
  const moment = typeof value === "string" ? new Date(value) : null;
  if (moment !== null && !Number.isNaN(moment.getTime())) return moment.toISOString();
  throw new GraphQLError("DateTime must be a moment by ISO 8601, such as 2026-11-26T09:30:00.000Z.");
}

import { registerEnumType } from "type-graphql";
import type { Direction } from "../../../transcript/model.js";

/** The order of a connection's edges; the values are the domain's directions. */
export const TimeOrder = { ASCENDING: "ascending", DESCENDING: "descending" } as const satisfies Record<
  string,
  Direction
>;

registerEnumType(TimeOrder, {
  name: "TimeOrder",
  description: "The order in which paragraphs stand.",
  valuesConfig: {
    ASCENDING: { description: "The earliest first." },
    DESCENDING: { description: "The latest first." },
  },
});

import { registerEnumType } from "type-graphql";
import type { Direction } from "../../../transcript/model.js";

/** The order of a connection's edges, with the domain's values. */
export const TimeOrder = { ASCENDING: "ascending", DESCENDING: "descending" } as const satisfies Record<
  string,
  Direction
>;

registerEnumType(TimeOrder, {
  name: "TimeOrder",
  description: "The order of the edges.",
  valuesConfig: {
    ASCENDING: { description: "The order of the transcript, as DingTalk sends it: the first paragraph first." },
    DESCENDING: { description: "The reverse: the last paragraph first." },
  },
});

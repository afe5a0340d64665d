import { ResponseCost } from "../../src/graphql/limits/response-cost.js";
import { MemoryBudget, MemoryReservation } from "../../src/transcript/memory-budget.js";

/** The cost of a response that may be as long as it likes. */
export const unlimitedCost = (): ResponseCost =>
  new ResponseCost(
    { maxValues: Infinity, maxBytes: Infinity },
    new MemoryReservation(new MemoryBudget(Infinity), "caller"),
  );

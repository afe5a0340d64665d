import { ResponseCost } from "../../src/graphql/limits/response-cost.js";
import { MemoryBudget, MemoryReservation } from "../../src/transcript/memory-budget.js";

/** A response cost without limits. */
export const unlimitedCost = (): ResponseCost =>
  new ResponseCost(
    { maxValues: Infinity, maxBytes: Infinity },
    new MemoryReservation(new MemoryBudget(Infinity), "caller"),
  );

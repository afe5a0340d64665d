import type { ApolloServerPlugin } from "@apollo/server";
import type { Context } from "../context.js";
import { toRequestError } from "../request-error.js";
import { tooCostly } from "./limits.js";
import { costOf } from "./operation-cost.js";
import type { PriceList } from "./price-list.js";

/** Refuses an operation that costs more than `maxCost` before any resolver runs. */
export function createCostLimit(prices: PriceList, maxCost: number): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, request, contextValue }) => {
        // There is no operation of this name, so nothing runs.
        if (operation === undefined) return;
        const cost = costOf(prices, document, operation, request.variables ?? {});
        contextValue.activity.cost = cost;
        if (cost > maxCost) throw toRequestError(exceeded(cost, maxCost));
      },
    }),
  };
}

const exceeded = (cost: number, maxCost: number) =>
  tooCostly(
    `the operation costs ${cost}, counted from the weights and list sizes of its fields; at most ${maxCost}: request fewer items or fewer fields`,
  );

import type { ApolloServerPlugin } from "@apollo/server";
import type { Context } from "./context.js";

/**
 * Says in each response that read anything what it cost: `extensions.upstream`, with the calls that went out for it, the reads that the
 * cache served without one, and the calls of this month that were counted.
 */
export function createUpstreamCost(callsThisMonth: () => number): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response: { body }, contextValue: { activity } }) => {
        if (body.kind !== "single" || activity.loads === 0) return;
        const upstream = {
          calls: activity.upstreamCalls,
          saved: activity.savedCalls,
          callsThisMonth: callsThisMonth(),
        };
        body.singleResult.extensions = { ...body.singleResult.extensions, upstream };
      },
    }),
  };
}

import type { ApolloServerPlugin } from "@apollo/server";
import type { Context } from "./context.js";

/**
 * Adds `extensions.upstream` to the response of each operation that read transcripts: the calls that it made, the reads
 * that the cache served without a call, and the calls counted this month.
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

import { GatewayError, TransportError, type TransportFault } from "../../errors.js";
import type { CallCounter } from "./call-counter.js";
import type { Policy } from "./policy.js";

/** Faults on the way to the upstream, before it can have seen the call. */
const BEFORE_IT: ReadonlySet<TransportFault> = new Set<TransportFault>(["refused", "dns", "unreachable", "tls"]);

/**
 * Counts a call before it waits for its turn, so that calls side by side cannot pass a limit together, and takes it back if it was not
 * sent or does not count. @throws what the counter throws, before anything is sent.
 */
export function countCalls(counter: CallCounter): Policy {
  return (next) => async (context) => {
    const counted = await counter.count(context.caller);
    let sent = false;
    const onSent = () => {
      sent = true;
      context.onSent();
    };
    try {
      return await next({ ...context, onSent });
    } catch (error) {
      if (!sent || !counts(error)) counted.release();
      throw error;
    }
  };
}

/**
 * Whether the upstream counts a call that was sent and ended with this error, or with none (null): all but those that it refuses because
 * of the token, and those that never reached it. Where it is unknown, as for a call without response, it counts.
 */
export function counts(error: unknown): boolean {
  if (!(error instanceof GatewayError)) return true;
  const { cause } = error;
  return error.code !== "UNAUTHENTICATED" && !(cause instanceof TransportError && BEFORE_IT.has(cause.fault));
}

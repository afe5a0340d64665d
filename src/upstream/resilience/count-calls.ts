import { GatewayError, TransportError, type TransportFault } from "../../errors.js";
import type { CallCounter } from "./call-counter.js";
import type { Policy } from "./policy.js";

/** Faults that occur before the upstream can receive the call. */
const NOT_RECEIVED: ReadonlySet<TransportFault> = new Set<TransportFault>(["refused", "dns", "unreachable", "tls"]);

/**
 * Counts a call before it waits for a permit, so that parallel calls cannot exceed a limit together. Uncounts it if it
 * was not sent or does not count. @throws the counter's error, before the call is sent.
 */
export function countCalls(counter: CallCounter): Policy {
  return (next) => async (context) => {
    const uncount = await counter.count(context.caller);
    let sent = false;
    const onSent = () => {
      sent = true;
      context.onSent();
    };
    try {
      return await next({ ...context, onSent });
    } catch (error) {
      if (!sent || !counts(error)) uncount();
      throw error;
    }
  };
}

/**
 * True if the upstream counts a call that was sent and ended with this error, or with success (null). It does not count
 * calls that it refuses because of the token, or that never reached it. A call without a response counts, because it
 * may have reached the upstream.
 */
export function counts(error: unknown): boolean {
  if (!(error instanceof GatewayError)) return true;
  const { cause } = error;
  return error.code !== "UNAUTHENTICATED" && !(cause instanceof TransportError && NOT_RECEIVED.has(cause.fault));
}

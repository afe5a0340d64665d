import { jsonResponse, refusalResponse, type SimulatedResponse, type Refusal, TOO_FAST } from "./response.js";

/** The faults that can replace a good response. */
export const FAULTS = [
  "unavailable",
  "throttled",
  "reset",
  "silent",
  "stalled",
  "cut",
  "half",
  "gibberish",
  "banned",
] as const;

/** One of `FAULTS`. */
export type Fault = (typeof FAULTS)[number];

/** When faults happen. */
export interface FaultOptions {
  /** Called once for each page call; null: no fault. Default: no faults. */
  readonly faultFor?: () => Fault | null;
  /** How long a ban lasts; it applies to every call, also to the token call. Default 5. */
  readonly banMinutes?: number;
}

const MINUTE_MS = 60_000;

const UNAVAILABLE: Refusal = { status: 503, code: "serviceBusy", message: "the service is busy" };

/**
 * Returns a function that replaces some responses with faults, drawn by `draw`. A ban applies to every call until it is
 * over. `now` returns milliseconds on a clock that never goes back.
 */
export function createFaultInjector({ faultFor = () => null, banMinutes = 5 }: FaultOptions, now: () => number) {
  let bannedUntil = -Infinity;
  const banned = jsonResponse(JSON.stringify({ status: 1111, wait: banMinutes, source: "x5", punish: "deny" }));
  const startBan = () => {
    bannedUntil = now() + banMinutes * MINUTE_MS;
    return banned;
  };
  const injectors: Readonly<Record<Fault, (response: SimulatedResponse, requestId: string) => SimulatedResponse>> = {
    unavailable: (_response, requestId) => refusalResponse(UNAVAILABLE, requestId),
    throttled: (_response, requestId) => refusalResponse(TOO_FAST, requestId),
    reset: (response) => ({ ...response, status: null, ending: "cut" }),
    silent: (response) => ({ ...response, status: null, ending: "stalled" }),
    stalled: (response) => ({ ...response, ending: "stalled" }),
    cut: (response) => ({ ...response, ending: "cut" }),
    half: (response) => ({ ...response, body: response.body.slice(0, response.body.length / 2) }),
    gibberish: (response) => ({ ...response, body: "Service temporarily out of order" }),
    banned: startBan,
  };
  return (response: SimulatedResponse, requestId: string, draw = faultFor): SimulatedResponse => {
    if (now() < bannedUntil) return banned;
    const fault = draw();
    return fault === null ? response : injectors[fault](response, requestId);
  };
}

import { jsonResponse, refusalResponse, type SimulatedResponse, type Refusal, TOO_FAST } from "./response.js";
import type { RecordedCall } from "./call-log.js";
import { findBuiltIn } from "./conferences.js";
import { FAILURE_CONFERENCES } from "./failures.js";
import { pageBody } from "./page-body.js";
import { DEFAULT_BEHAVIOUR, type PagingBehaviour } from "./paging-behaviour.js";
import { selectPage } from "./paging.js";
import { faultOf, toPagingQuery } from "./request.js";
import { createThrottle } from "./throttle.js";
import type { Transcript } from "./transcript.js";

/** The options that decide a response, besides the call itself. */
export interface ResponderOptions {
  /** Conferences by id, besides the built-in ones (`BUILT_IN_CONFERENCES`), which they may replace. */
  readonly transcripts?: ReadonlyMap<string, Transcript>;
  /** The transcript for this token or operator only; null or missing: the conference is the same for everybody. */
  readonly transcriptFor?: (token: string, conferenceId: string, unionId: string | null) => Transcript | null;
  /** Answers to the open questions of paging; the others are as in `DEFAULT_BEHAVIOUR`. */
  readonly behaviour?: Partial<PagingBehaviour>;
  /** Calls above it, for each token, are throttled. Default 0: no limit. A fraction: one call in several seconds. */
  readonly callsPerSecond?: number;
  /** Whether a token is valid. Tokens of people begin with `demo-`; the app's own tokens expire. */
  readonly acceptsToken: (token: string) => boolean;
  /** Milliseconds on a clock that never goes back, for `demo-live` and throttling. */
  readonly now: () => number;
}

/** Decides the response to a call, without HTTP. */
export type Responder = (call: RecordedCall, requestId: string) => SimulatedResponse;

const UNKNOWN_USER = "unknown-user";
const FAILURES = new Map(FAILURE_CONFERENCES.map((failure) => [failure.conferenceId, failure]));

/** Creates a responder. It checks in the order of DingTalk's gateway: token, rate, parameters, operator, conference. */
export function createResponder(options: ResponderOptions): Responder {
  const admit = createGuard(options);
  const find = createFinder(options);
  const behaviour = { ...DEFAULT_BEHAVIOUR, ...options.behaviour };
  let pages = 0;
  const read = (call: RecordedCall) => {
    const found = find(call);
    if (found === null) return NO_RECORDING;
    const page = selectPage(found.transcript, toPagingQuery(call), settle(behaviour, found.behaviour), pages++);
    return page === null ? badParameter("nextToken is not usable here") : jsonResponse(pageBody(page));
  };
  return (call, requestId) => {
    const outcome = admit(call) ?? FAILURES.get(call.conferenceId)?.respond(requestId) ?? read(call);
    return "code" in outcome ? refusalResponse(outcome, requestId) : outcome;
  };
}

/**
 * Finds the current transcript of a call's conference, and how its pages differ: first among the caller's own, then in
 * the options, then built in. Null: there is none.
 */
function createFinder({ transcriptFor, transcripts, now }: ResponderOptions) {
  const startedAt = now();
  return ({ conferenceId, accessToken, unionId }: RecordedCall) => {
    const given = transcriptFor?.(accessToken ?? "", conferenceId, unionId) ?? transcripts?.get(conferenceId);
    if (given !== undefined) return { transcript: given, behaviour: {} };
    const builtIn = findBuiltIn(conferenceId);
    return builtIn && { transcript: builtIn.transcriptAt(now() - startedAt), behaviour: builtIn.behaviour };
  };
}

/** A conference's own behaviour overrides the simulator's. Of two page limits the smaller one applies. */
function settle(general: PagingBehaviour, own: Partial<PagingBehaviour>): PagingBehaviour {
  const pageLimit = (call: number) => Math.min(general.pageLimit(call), own.pageLimit?.(call) ?? Infinity);
  return { ...general, ...own, pageLimit };
}

/** Checks everything before the conference; null if the call may continue. */
function createGuard({ acceptsToken, callsPerSecond = 0, now }: ResponderOptions) {
  const throttle = createThrottle(callsPerSecond, now);
  return (call: RecordedCall): Refusal | null => {
    const token = call.accessToken ?? "";
    if (token === "" || !acceptsToken(token)) return BAD_TOKEN;
    if (!throttle(token)) return TOO_FAST;
    const fault = faultOf(call);
    if (fault !== null) return badParameter(fault);
    return call.unionId === UNKNOWN_USER ? NO_SUCH_USER : null;
  };
}

const badParameter = (what: string): Refusal => ({ status: 400, code: "paramsError", message: `error:${what}` });

const BAD_TOKEN: Refusal = {
  status: 400,
  code: "InvalidAuthentication",
  message: "the access token is missing or not valid",
};
const NO_SUCH_USER: Refusal = { status: 400, code: "unknownUserError", message: "unknownUserError" };
const NO_RECORDING: Refusal = { status: 400, code: "cloudRecordNotFound", message: "cloudRecordNotFound" };

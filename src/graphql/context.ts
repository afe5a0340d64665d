import { GatewayError } from "../errors.js";
import { createLoaders, type Loaders } from "../loaders/loaders.js";
import type { OperationActivity } from "../observability/operation-activity.js";
import type { Credentials } from "../transcript/credentials.js";
import { type MemoryBudget, MemoryReservation } from "../transcript/memory-budget.js";
import type { TranscriptReader } from "../transcript/reader.js";
import type { ResponseLimits } from "./limits/limits.js";
import { Admission } from "./schema/relay/admission.js";
import type { OperatorSeal } from "./schema/relay/operator-seal.js";
import { ResponseCost } from "./limits/response-cost.js";

/** What a request's resolvers share, made afresh for each request. */
export interface Context {
  /** Read with the request's own credentials; without them, every load fails with the error that stands in their place. */
  loaders: Loaders;
  /** Who asks. A request that brought no credentials, or none that hold, has the error that says so in their place. */
  readonly credentials: Credentials | GatewayError;
  /** Whether it may ask for what is for routers: `_service`, `_entities`, and traces. */
  readonly isRouter: boolean;
  /** As whom the request may read a conference. */
  readonly admission: Admission;
  /** What the operation has cost so far. */
  readonly activity: OperationActivity;
  /** What the operation answers with so far; whoever answers with paragraphs adds them. */
  readonly answer: ResponseCost;
  /** Lets go of everything that was read. The operation is over: whoever loads now gets an error. */
  release(): void;
}

/** Who asks, until when, and what keeps count of it. */
export interface ReaderCaller {
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  readonly observer: OperationActivity;
  /** What the pages that are read count in. */
  readonly share: MemoryReservation;
  /** True when nothing that was cached should be used, if that can be. */
  readonly wantsFresh: boolean;
}

/** Makes a reader that acts with one caller's credentials, until `signal` aborts. */
export type ReaderFactory = (caller: ReaderCaller) => TranscriptReader;

/** What a request brings. `signal` aborts when its caller is gone. */
export interface RequestOrigin {
  readonly credentials: Credentials | GatewayError;
  readonly isRouter: boolean;
  readonly signal: AbortSignal;
  readonly activity: OperationActivity;
  /** True when it asks for what the upstream has now (`Cache-Control: no-cache`). */
  readonly wantsFresh: boolean;
  /** Calls when the answer is out, or the caller is gone. */
  readonly onEnd: (listener: () => void) => void;
}

/** What the contexts of all requests are made with. */
export interface ContextOptions {
  readonly readerFor: ReaderFactory;
  /** What one response may come to. */
  readonly responseLimits: ResponseLimits;
  /** What all operations hold together. */
  readonly memory: MemoryBudget;
  /** Hides operators in ids; null: there is no secret to do it with. */
  readonly seal: OperatorSeal | null;
}

/** Makes the context of one request. */
export function createContext(
  { credentials, isRouter, signal, activity, wantsFresh, onEnd }: RequestOrigin,
  { readerFor, responseLimits, memory, seal }: ContextOptions,
): Context {
  const share = new MemoryReservation(memory, callerOf(credentials));
  onEnd(() => share.close());
  const reader =
    credentials instanceof GatewayError
      ? failing(credentials)
      : readerFor({ credentials, signal, observer: activity, share, wantsFresh });
  // Apollo Server works on a copy of the context, so that `this` is the one in use.
  return {
    loaders: createLoaders(reader, () => activity.onLoad()),
    credentials,
    isRouter,
    admission: new Admission(credentials, seal, (conferenceId) => activity.onConference(conferenceId)),
    activity,
    answer: new ResponseCost(responseLimits, share),
    release() {
      this.loaders = createLoaders(failing(new Error("a resolver reads although its operation is over")));
    },
  };
}

/** A caller is an identity with an operator. Without credentials nothing is read, so that nobody needs to be told apart. */
function callerOf(credentials: Credentials | GatewayError): string {
  return credentials instanceof GatewayError ? "" : JSON.stringify([credentials.identity, credentials.operator]);
}

/** A reader that fails whatever is asked of it. */
function failing(error: Error): TranscriptReader {
  const fail = async () => {
    throw error;
  };
  return { readWindows: fail, findParagraphs: fail, readWhole: fail };
}

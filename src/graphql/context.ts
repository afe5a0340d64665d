import { Cancelled, GatewayError } from "../errors.js";
import { createLoaders, type Loaders } from "../loaders/loaders.js";
import type { OperationActivity } from "../observability/operation-activity.js";
import type { TextFolding } from "../transcript/analysis/folded-text.js";
import type { Credentials } from "../transcript/credentials.js";
import { type MemoryBudget, MemoryReservation } from "../transcript/memory-budget.js";
import type { TranscriptReader } from "../transcript/reader.js";
import type { ResponseLimits } from "./limits/limits.js";
import { OperatorPolicy } from "./schema/relay/operator-policy.js";
import { haveSameIds } from "./schema/relay/global-id.js";
import type { OperatorSeal } from "./schema/relay/operator-seal.js";
import { ResponseCost } from "./limits/response-cost.js";

/** Shared by all resolvers of one request. */
export interface Context {
  /** They read with the request's credentials. Without any, every load fails with the error in `credentials`. */
  loaders: Loaders;
  /** The caller's credentials, or the error that says why there are none. */
  readonly credentials: Credentials | GatewayError;
  /** Whether the request may use `_service`, `_entities` and traces, which are only for routers. */
  readonly isRouter: boolean;
  /** Decides for which operator the request may read a conference. */
  readonly operatorPolicy: OperatorPolicy;
  /** How searches compare texts. */
  readonly folding: TextFolding;
  /** Counts what the operation has cost so far. */
  readonly activity: OperationActivity;
  /** Counts what the operation returns so far. A resolver that returns paragraphs adds them. */
  readonly responseCost: ResponseCost;
  /** Releases everything that was read and ends unfinished reads, because the operation is over. Later loads fail. */
  release(): void;
}

/** The caller of one operation, and the operation's limits. */
export interface ReaderCaller {
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  readonly observer: OperationActivity;
  /** The reservation to which read pages are added. */
  readonly share: MemoryReservation;
  /** True: use nothing cached, if possible. */
  readonly wantsFresh: boolean;
}

/** Creates a reader that acts with one caller's credentials, until `signal` aborts. */
export type ReaderFactory = (caller: ReaderCaller) => TranscriptReader;

/** One request. */
export interface RequestOrigin {
  readonly credentials: Credentials | GatewayError;
  readonly isRouter: boolean;
  readonly activity: OperationActivity;
  /** True: the request wants the upstream's current state (`Cache-Control: no-cache`). */
  readonly wantsFresh: boolean;
  /** Calls the listener when the response has been sent, or the caller is gone. */
  readonly onEnd: (listener: () => void) => void;
}

/** Shared by the contexts of all requests. */
export interface ContextOptions {
  readonly readerFor: ReaderFactory;
  /** The limits of one response. */
  readonly responseLimits: ResponseLimits;
  /** The memory of all operations together. */
  readonly memory: MemoryBudget;
  /** Hides operators in ids; null: there is no secret for it. */
  readonly seal: OperatorSeal | null;
  /** How searches compare texts. */
  readonly folding: TextFolding;
}

/** Creates the context of one request. */
export function createContext(
  { credentials, isRouter, activity, wantsFresh, onEnd }: RequestOrigin,
  { readerFor, responseLimits, memory, seal, folding }: ContextOptions,
): Context {
  const share = new MemoryReservation(memory, callerOf(credentials));
  const reads = new AbortController();
  onEnd(() => {
    reads.abort(OVER);
    share.close();
  });
  const reader =
    credentials instanceof GatewayError
      ? failing(credentials)
      : readerFor({ credentials, signal: reads.signal, observer: activity, share, wantsFresh });
  // Apollo Server works on a copy of the context, so `this` is the copy in use.
  return {
    loaders: createLoaders(reader, () => (activity.loads += 1), haveSameIds),
    credentials,
    isRouter,
    operatorPolicy: new OperatorPolicy(credentials, seal, (conferenceId) => activity.conferenceIds.add(conferenceId)),
    folding,
    activity,
    responseCost: new ResponseCost(responseLimits, share),
    release() {
      this.loaders = createLoaders(RELEASED);
      reads.abort(OVER);
      share.releasePages();
    },
  };
}

/** A caller is an identity with an operator. Requests without credentials read nothing, so they may share one name. */
function callerOf(credentials: Credentials | GatewayError): string {
  return credentials instanceof GatewayError ? "" : JSON.stringify([credentials.identity, credentials.operator]);
}

/** A reader whose every read fails with this error. */
function failing(error: Error): TranscriptReader {
  const fail = async () => {
    throw error;
  };
  return { readWindows: fail, findParagraphs: fail, readWhole: fail };
}

/** Ends the reads that remain when the caller has hung up or an error has left no data. */
const OVER = new Cancelled("the operation is over");

/** The reader of an operation that is over. */
const RELEASED = failing(new Error("a resolver read after the end of its operation"));

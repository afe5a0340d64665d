import type { IncomingHttpHeaders } from "node:http";
import { GatewayError } from "../errors.js";
import { createLoaders, type Loaders } from "../loaders/loaders.js";
import type { OperationActivity } from "../observability/operation-activity.js";
import { type MemoryBudget, MemoryReservation } from "../transcript/memory-budget.js";
import type { PageSource } from "../transcript/page-source.js";
import { ResponseCost } from "./limits/response-cost.js";

/** What a request's resolvers share, made afresh for each request. */
export interface Context {
  /** Read with the request's own token; without one, every load fails as `UNAUTHENTICATED`. */
  loaders: Loaders;
  /** The `unionId` on whose behalf to ask where no argument says otherwise; null: the token alone decides. */
  readonly operator: string | null;
  /** What the operation has cost so far. */
  readonly activity: OperationActivity;
  /** What the operation answers with so far; whoever answers with paragraphs adds them. */
  readonly answer: ResponseCost;
  /** Lets go of everything that was read. The operation is over: whoever loads now gets an error. */
  release(): void;
}

/** Who asks, until when, and what keeps count of it. */
export interface SourceCaller {
  readonly accessToken: string;
  readonly signal: AbortSignal;
  readonly observer: OperationActivity;
  /** What the pages that are read count in. */
  readonly share: MemoryReservation;
}

/** Makes a source that acts with one caller's token, until `signal` aborts. */
export type SourceFactory = (caller: SourceCaller) => PageSource;

/** What a request brings. `signal` aborts when its caller is gone. */
export interface RequestOrigin {
  readonly headers: IncomingHttpHeaders;
  readonly signal: AbortSignal;
  readonly activity: OperationActivity;
  /** Calls when the answer is out, or the caller is gone. */
  readonly onEnd: (listener: () => void) => void;
}

/** What the contexts of all requests are made with. */
export interface ContextOptions {
  readonly sourceFor: SourceFactory;
  /** The most values in one answer. */
  readonly maxValues: number;
  /** What all operations hold together. */
  readonly holdings: MemoryBudget;
}

/** Makes the context of one request. The token goes into the request's own source, and nowhere else. */
export function createContext(
  { headers, signal, activity, onEnd }: RequestOrigin,
  { sourceFor, maxValues, holdings }: ContextOptions,
): Context {
  const share = new MemoryReservation(holdings);
  onEnd(() => share.close());
  const accessToken = readToken(headers);
  const source = accessToken === null ? unauthenticated : sourceFor({ accessToken, signal, observer: activity, share });
  const operator = readHeader(headers, "x-dingtalk-union-id");
  // Apollo Server works on a copy of the context, so that `this` is the one in use.
  return {
    loaders: createLoaders(source, () => activity.onLoad()),
    operator,
    activity,
    answer: new ResponseCost(maxValues, share),
    release() {
      this.loaders = createLoaders(finished);
    },
  };
}

/** The caller's access token: DingTalk's own header, or else `Authorization: Bearer`; null when there is neither. */
function readToken(headers: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer +(?<token>\S.*)$/i.exec(readHeader(headers, "authorization") ?? "");
  return readHeader(headers, "x-acs-dingtalk-access-token") ?? bearer?.groups?.["token"] ?? null;
}

function readHeader(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  const text = Array.isArray(value) ? value.join(", ") : (value ?? "");
  return text.trim() === "" ? null : text.trim();
}

const finished: PageSource = {
  getPage: async () => {
    throw new Error("a resolver reads although its operation is over");
  },
};

const unauthenticated: PageSource = {
  getPage: async () => {
    throw new GatewayError(
      "UNAUTHENTICATED",
      "no access token: send it as `x-acs-dingtalk-access-token: …` or `Authorization: Bearer …`",
    );
  },
};

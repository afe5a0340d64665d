/** How a response ends: complete, with the connection destroyed half-way, or half-way with the connection left open. */
type Ending = "complete" | "cut" | "stalled";

/** The simulator's response to one call. */
export interface SimulatedResponse {
  /** Null: nothing is sent before the ending. */
  readonly status: number | null;
  readonly contentType: string;
  readonly body: string;
  readonly ending: Ending;
  /** The target of a redirect; null for other responses. */
  readonly location: string | null;
}

/** A failure as in the API document; `message` may contain the document's `%s`. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requiredScopes?: readonly string[];
}

/** The failure of a call above the limit of its access token. */
export const TOO_FAST: Refusal = {
  status: 403,
  code: "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
  message: "too many calls in a second with this access token",
};

/** A complete JSON response with 200. */
export const jsonResponse = (body: string): SimulatedResponse => ({
  status: 200,
  contentType: "application/json;charset=UTF-8",
  body,
  ending: "complete",
  location: null,
});

/** A documented failure: `{code, message, requestid}`, with `accessdenieddetail` if a permission is missing. */
export function refusalResponse(refusal: Refusal, requestId: string): SimulatedResponse {
  const { status, code, message, requiredScopes } = refusal;
  const detail = requiredScopes === undefined ? {} : { accessdenieddetail: { requiredScopes } };
  return { ...jsonResponse(JSON.stringify({ code, message, requestid: requestId, ...detail })), status };
}

import type { ErrorCode, ErrorDetails } from "../../errors.js";

/** The code that callers get for a failure, and a message that says what it means and what to do. */
export interface ErrorMapping extends Pick<ErrorDetails, "scope"> {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The token is not accepted; also the meaning of HTTP 401 with a code that is not in the table. */
export const UNAUTHORIZED: ErrorMapping = {
  code: "UNAUTHENTICATED",
  message:
    "The upstream does not accept the access token: it is wrong or has expired. Obtain a new one and repeat the request.",
};

/** Too many calls in a short time; also the meaning of any HTTP 429. */
export const THROTTLED: ErrorMapping = {
  code: "RATE_LIMITED",
  message: "The upstream received too many calls in a short time. Wait before you repeat the request.",
};

/** A failure of the upstream that may pass; also the meaning of any other 5xx. */
export const UNAVAILABLE: ErrorMapping = {
  code: "UPSTREAM_UNAVAILABLE",
  message: "The upstream is not available at the moment. Try again later.",
};

/** The upstream has banned the gateway's address. */
export const BLOCKED: ErrorMapping = {
  code: "UPSTREAM_BLOCKED",
  message:
    "The upstream has blocked the gateway's address for some minutes. Wait until then before you repeat the request.",
};

/** A web page with HTTP 200: the upstream's firewall refuses one request, or the gateway's address. */
export const WEB_PAGE: ErrorMapping = {
  code: "UPSTREAM_BLOCKED",
  message:
    "The upstream sent a web page instead of a transcript: its firewall refuses this request or the gateway's address.",
  scope: "request",
};

/** HTTP 3xx: the API has no redirects, and following one would send the access token elsewhere. */
export const REDIRECTED: ErrorMapping = {
  code: "UPSTREAM_BAD_RESPONSE",
  message: "The upstream sent a redirect, and the gateway follows none. Check the upstream's base address.",
};

/** HTTP 403 with a code that is not in the table. */
export const REFUSED: ErrorMapping = {
  code: "FORBIDDEN",
  message: "The upstream does not allow the app or the user of the access token to make this call.",
};

/** A response that is neither a page nor a documented failure. */
export const UNKNOWN: ErrorMapping = {
  code: "UPSTREAM_BAD_RESPONSE",
  message: "The upstream's response is neither a page of the transcript nor a documented failure.",
};

/** The upstream throttles all customers together, so another token would not help (general list of errors). */
const THROTTLED_FOR_ALL: ErrorMapping = {
  code: "RATE_LIMITED",
  message:
    "The upstream received too many calls from all its customers in a short time. Wait before you repeat the request.",
  scope: "all",
};

const QUOTA: ErrorMapping = {
  code: "QUOTA_EXHAUSTED",
  message:
    "The organisation has used up its calls to the upstream for this month. Repeating the request does not help.",
};

const SCOPE: ErrorMapping = { code: "FORBIDDEN", message: "The app lacks a permission that this call needs" };

const ADDRESS: ErrorMapping = {
  code: "FORBIDDEN",
  message: "The app does not allow calls from the gateway's address. Add it to the app's list of allowed addresses.",
};

/** The codes of the API document and of DingTalk's general list of errors, as spelled there. */
const CODES: readonly (readonly [code: string, mapping: ErrorMapping])[] = [
  ["InvalidAuthentication", UNAUTHORIZED],
  ["invalidAccessToken", UNAUTHORIZED],
  ["invalidToken", UNAUTHORIZED],
  ["Unauthorized", UNAUTHORIZED],
  ["unauthorized.client", UNAUTHORIZED],
  [
    "orgAccessForbidden",
    {
      code: "FORBIDDEN",
      message: "The organisation's access to the upstream is restricted. Its administrator knows the reason.",
    },
  ],
  [
    "permissionError",
    {
      code: "FORBIDDEN",
      message:
        "The user may not read this meeting: the permissions of its group do not allow it. Read it as one of its members.",
    },
  ],
  ["unknownUserError", { code: "UNKNOWN_USER", message: "The upstream does not know the user that `unionId` names." }],
  [
    "paramsError",
    {
      code: "BAD_USER_INPUT",
      message: "The upstream does not accept a parameter of the call: an identifier, a time or a token.",
    },
  ],
  [
    "resourceClose",
    { code: "MEETING_CLOSED", message: "The meeting has ended or is closed, and its transcript cannot be read." },
  ],
  [
    "cloudRecordNotFound",
    {
      code: "CLOUD_RECORD_NOT_FOUND",
      message: "The meeting has no cloud recording, or Flash Minutes was not switched on when it was recorded.",
    },
  ],
  ["system.busy", THROTTLED],
  ["systemBusy", THROTTLED],
  ["systemError", UNAVAILABLE],
  ["serviceBusy", UNAVAILABLE],
  ["Forbidden.AccessDenied.AccessTokenPermissionDenied", SCOPE],
  ["Forbidden.AccessDenied.IpNotInWhiteList", ADDRESS],
  ["Forbidden.AccessDenied.ApiCountLimitForOrg", QUOTA],
  ["Forbidden.AccessDenied.QpsLimitForApi", THROTTLED_FOR_ALL],
  ["Forbidden.AccessDenied.QpmLimitForApi", THROTTLED_FOR_ALL],
];

/** Beginnings of families of codes. Throttling comes as HTTP 403, with the same beginning as missing permissions. */
const FAMILIES: readonly (readonly [beginning: string, mapping: ErrorMapping])[] = [
  ["Forbidden.AccessDenied.QpsLimit", THROTTLED],
  ["Forbidden.AccessDenied.QpmLimit", THROTTLED],
  ["Forbidden.AccessDenied.", REFUSED],
];

/** Every known beginning, the longest first. */
const HEADS = [
  ...CODES.map(([head, mapping]) => ({ head, mapping, isWhole: true })),
  ...FAMILIES.map(([head, mapping]) => ({ head, mapping, isWhole: false })),
].toSorted((one, other) => other.head.length - one.head.length);

const GOES_ON = /^[\p{L}\p{N}]/u;

/**
 * The meaning of a code; null if neither the API document nor the general list of errors has it. The upstream may
 * append other characters to a code (`cloudRecordNotFound%!(EXTRA string=50513)` has been seen). So the longest known
 * code at its beginning counts, if no letter or digit follows it.
 */
export function mappingOf(code: string): ErrorMapping | null {
  const known = HEADS.find(
    ({ head, isWhole }) => code.startsWith(head) && !(isWhole && GOES_ON.test(code.slice(head.length))),
  );
  return known?.mapping ?? null;
}

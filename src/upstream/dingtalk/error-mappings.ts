import type { ErrorCode } from "../../errors.js";

/** What a failure is to a caller: its code, and a message that says what it means and what to do. */
export interface ErrorMapping {
  readonly code: ErrorCode;
  readonly message: string;
}

const TOKEN: ErrorMapping = {
  code: "UNAUTHENTICATED",
  message: "The upstream does not accept the access token: it is wrong or has expired. Obtain a new one and ask again.",
};

/** Too many calls in a short while; also what any HTTP 429 means. */
export const THROTTLED: ErrorMapping = {
  code: "RATE_LIMITED",
  message: "The upstream received too many calls in a short while. Wait before asking again.",
};

/** A failure on the upstream's side that may pass; also what any other 5xx means. */
export const UNAVAILABLE: ErrorMapping = {
  code: "UPSTREAM_UNAVAILABLE",
  message: "The upstream cannot answer at the moment. Try again later.",
};

/** The upstream turned the gateway's address away. */
export const BLOCKED: ErrorMapping = {
  code: "UPSTREAM_BLOCKED",
  message: "The upstream has blocked the gateway's address for some minutes. Do not ask again before that is over.",
};

/** HTTP 3xx: the call answers by itself or not at all, and a redirect would take the access token elsewhere. */
export const REDIRECTED: ErrorMapping = {
  code: "UPSTREAM_BAD_RESPONSE",
  message: "The upstream answered with a redirect, which is not followed. Check the upstream's base address.",
};

/** HTTP 401 with a code that is not in the table. */
export const UNAUTHORIZED: ErrorMapping = TOKEN;

/** HTTP 403 with a code that is not in the table. */
export const REFUSED: ErrorMapping = {
  code: "FORBIDDEN",
  message: "The upstream refuses this call to the app or the user that the access token stands for.",
};

/** Neither a page nor a failure that the documents know. */
export const UNKNOWN: ErrorMapping = {
  code: "UPSTREAM_BAD_RESPONSE",
  message: "The upstream's answer is neither a page of the transcript nor a failure that its documents name.",
};

/** The codes of the API document and of DingTalk's general list of errors, as they are spelled there. */
const BY_CODE: ReadonlyMap<string, ErrorMapping> = new Map<string, ErrorMapping>([
  ["InvalidAuthentication", TOKEN],
  ["invalidAccessToken", TOKEN],
  ["invalidToken", TOKEN],
  ["Unauthorized", TOKEN],
  ["unauthorized.client", TOKEN],
  [
    "orgAccessForbidden",
    {
      code: "FORBIDDEN",
      message: "The organisation's access to the upstream is restricted. Its administrator can tell why.",
    },
  ],
  [
    "permissionError",
    {
      code: "FORBIDDEN",
      message:
        "The user may not read this meeting: the permissions of its group do not allow it. Ask as one of its members.",
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
]);

const QUOTA: ErrorMapping = {
  code: "QUOTA_EXHAUSTED",
  message: "The organisation has used up its calls to the upstream for this month. Asking again does not help.",
};

const SCOPE: ErrorMapping = { code: "FORBIDDEN", message: "The app lacks a permission that this call needs" };

const ADDRESS: ErrorMapping = {
  code: "FORBIDDEN",
  message:
    "The app does not allow calls from the gateway's address. Add the address to the app's list of allowed ones.",
};

const ACCESS_DENIED = "Forbidden.AccessDenied.";

/** The meaning of a code, or null when neither the API document nor the general list of errors has it. */
export function mappingOf(code: string): ErrorMapping | null {
  return code.startsWith(ACCESS_DENIED) ? accessDenied(code.slice(ACCESS_DENIED.length)) : (BY_CODE.get(code) ?? null);
}

/** Throttling and the month's quota come as HTTP 403 under the same head as missing permissions. */
function accessDenied(reason: string): ErrorMapping {
  if (reason.startsWith("QpsLimit") || reason.startsWith("QpmLimit")) return THROTTLED;
  if (reason === "ApiCountLimitForOrg") return QUOTA;
  if (reason === "AccessTokenPermissionDenied") return SCOPE;
  return reason === "IpNotInWhiteList" ? ADDRESS : REFUSED;
}

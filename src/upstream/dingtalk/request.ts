import { BadUserInput, GatewayError } from "../../errors.js";
import { MAX_ID_LENGTH } from "../../transcript/model.js";
import type { PageRequest, PageStart } from "../../transcript/page-source.js";
import { isInt64 } from "./int64.js";

/** DingTalk's header for an access token. */
export const TOKEN_HEADER = "x-acs-dingtalk-access-token";

/** Characters that an HTTP header can contain without quoting or folding: visible ASCII. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/;

const CONTROL = /\p{Cc}/u;

/** The headers of every call. @throws GatewayError `UNAUTHENTICATED`, without the token, if no header can hold it. */
export function toHeaders(accessToken: string): Record<string, string> {
  if (!TOKEN.test(accessToken)) {
    throw new GatewayError(
      "UNAUTHENTICATED",
      "The access token is empty, too long, or has characters other than visible ASCII.",
    );
  }
  return { accept: "application/json", "accept-encoding": "gzip", [TOKEN_HEADER]: accessToken };
}

/**
 * The path and query of one call (API document, "path parameter" and "query parameter"), below the base URL's own path.
 * @throws BadUserInput for an identifier or a token that must not be sent.
 */
export function toPath(baseUrl: URL, request: PageRequest): string {
  const conferenceId = encodeURIComponent(checkId("conferenceId", request.conference.conferenceId));
  const prefix = baseUrl.pathname.replace(/\/+$/, "");
  return `${prefix}/v1.0/conference/videoConferences/${conferenceId}/cloudRecords/getTexts?${toQuery(request).toString()}`;
}

/** `direction` is always sent, so that nothing depends on the upstream's default. */
function toQuery({ conference: { unionId }, direction, start, maxResults }: PageRequest): URLSearchParams {
  return new URLSearchParams({
    ...(unionId !== null && { unionId: checkId("unionId", unionId) }),
    direction: direction === "ascending" ? "0" : "1",
    maxResults: String(maxResults),
    ...fromStart(start),
  });
}

/** A token or a time, never both, because it is not known which would win. */
function fromStart(start: PageStart): Record<string, string> {
  if (start === null) return {};
  if ("startTime" in start) return { startTime: String(start.startTime) };
  if (isInt64(start.token)) return { nextToken: start.token };
  throw new BadUserInput("The token from which to continue is not a 64-bit whole number in decimal digits.");
}

function checkId(argument: string, id: string): string {
  if (isId(id)) return id;
  throw new BadUserInput(
    `${argument}: must be 1 to ${MAX_ID_LENGTH} characters of Unicode text without control characters, and not "." or ".."`,
  );
}

/**
 * True for an id that a call may contain. `.` and `..` would change the path even if they are encoded; half a surrogate
 * pair has no encoding.
 */
export function isId(id: string): boolean {
  const fits = id.length > 0 && id.length <= MAX_ID_LENGTH && id !== "." && id !== "..";
  return fits && !CONTROL.test(id) && id.isWellFormed();
}

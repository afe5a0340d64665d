import { jsonResponse, refusalResponse, type SimulatedResponse, type Refusal } from "./response.js";

/** A conference that always fails in the same way, for testing how a client handles it. */
export interface FailureConference {
  readonly conferenceId: string;
  /** The HTTP status; null when the connection gives none. */
  readonly status: number | null;
  /** DingTalk's documented error code; null if the response has none. */
  readonly code: string | null;
  /** The client's view of the failure, in a few words. */
  readonly description: string;
  /** The response to a call with this request id. */
  readonly respond: (requestId: string) => SimulatedResponse;
}

const FORBIDDEN = "Forbidden.AccessDenied";

const refusals: readonly (Refusal & { readonly description: string })[] = [
  refusal(400, "InvalidAuthentication", "the access token is missing, wrong or expired"),
  refusal(400, "invalidAccessToken", "the access token is not valid"),
  refusal(400, "invalidToken", "the access token is not valid"),
  refusal(401, "Unauthorized", "the call is not authorised"),
  refusal(401, "unauthorized.client", "the app is not authorised"),
  refusal(400, "orgAccessForbidden", "access to the organisation is restricted", "orgAccessForbidden"),
  refusal(400, "unknownUserError", "the unionId is unknown", "unknownUserError"),
  refusal(400, "paramsError", "a parameter is wrong", "error:a parameter is wrong"),
  refusal(400, "resourceClose", "the meeting is closed", "The meeting has ended"),
  refusal(400, "cloudRecordNotFound", "there is no cloud recording", "cloudRecordNotFound"),
  refusal(404, "permissionError", "group permissions forbid it", "permissionError:no access to this group"),
  {
    ...refusal(403, `${FORBIDDEN}.AccessTokenPermissionDenied`, "the app lacks the scope that the call needs"),
    requiredScopes: ["VideoConference.Conference.Read"],
  },
  refusal(403, `${FORBIDDEN}.IpNotInWhiteList`, "the caller's address is not allowed"),
  refusal(403, `${FORBIDDEN}.QpsLimitForAppkeyAndApi`, "throttled: too many calls in a second"),
  refusal(403, `${FORBIDDEN}.QpmLimitForAppkeyAndApi`, "throttled: too many calls in a minute"),
  refusal(403, `${FORBIDDEN}.QpsLimitForApi`, "throttled: too many calls from all customers together"),
  refusal(403, `${FORBIDDEN}.ApiCountLimitForOrg`, "the month's quota of calls is used up"),
  refusal(429, "system.busy", "throttled: the system is busy"),
  refusal(429, "systemBusy", "throttled: the system is busy"),
  refusal(500, "systemError", "a fault of the server", "systemError:unexpected fault"),
  refusal(503, "serviceBusy", "the service is overloaded for a moment"),
];

function refusal(status: number, code: string, description: string, message = description) {
  return { status, code, message, description };
}

const BANNED = '{"status":1111,"wait":5,"source":"x5","punish":"deny"}';
const HTML = "<!doctype html><html><head><title>Access denied</title></head><body>Access denied</body></html>";

const paragraph = (fields: object) => ({
  nextTtoken: 1_631_172_045_153,
  status: 1,
  unionId: "demo-union-chen",
  nickName: "陈思远",
  recordId: 44_444,
  endTime: 9940,
  paragraph: "大家好，我们开始吧。",
  sentenceList: [],
  ...fields,
});
const page = (hasMore: boolean, paragraphList: readonly (object | null)[]) =>
  JSON.stringify({ hasMore, paragraphList });
const GOOD_PAGE = page(false, [paragraph({ startTime: 7940 })]);

const oddities: readonly FailureConference[] = [
  {
    conferenceId: "error-debris",
    status: 400,
    code: null,
    description: "a documented code with other characters appended",
    respond: (requestId) =>
      refusalResponse(refusal(400, "cloudRecordNotFound%!(EXTRA string=50513)", "cloudRecordNotFound"), requestId),
  },
  oddity("banned", "the address is banned: status 200 with a body that is not a page", { body: BANNED }),
  oddity("html", "an HTML page with status 200", { body: HTML, contentType: "text/html; charset=utf-8" }),
  oddity("redirect", "a redirect to a page of another meeting, with a body that looks like an empty page", {
    body: "{}",
    status: 302,
    location: "/v1.0/conference/videoConferences/demo/cloudRecords/getTexts",
  }),
  oddity("truncated", "the connection is destroyed in the middle of the JSON", { body: GOOD_PAGE, ending: "cut" }),
  oddity("not-json", "a body that is declared as JSON but is not", { body: "Service temporarily out of order" }),
  oddity("reset", "the connection is reset before any response", { body: "", status: null, ending: "cut" }),
  oddity("stall", "half of a response, then silence", { body: GOOD_PAGE, ending: "stalled" }),
  oddity("silent", "no response at all, on an open connection", { body: "", status: null, ending: "stalled" }),
  oddity("wrong-shape", "a paragraph without startTime", { body: page(false, [paragraph({})]) }),
  oddity("null-paragraph", "a paragraph that is null", { body: page(false, [paragraph({ startTime: 7940 }), null]) }),
  // With two paragraphs, because a single repeated one could belong to an inclusive token.
  oddity("loop", "always the same page, with `hasMore`", {
    body: page(true, [paragraph({ startTime: 940, nextTtoken: 1_631_172_045_000 }), paragraph({ startTime: 7940 })]),
  }),
  oddity("empty-page", "an empty page with `hasMore`", { body: page(true, []) }),
];

function oddity(
  name: string,
  description: string,
  response: Partial<SimulatedResponse> & Pick<SimulatedResponse, "body">,
): FailureConference {
  const whole = { ...jsonResponse(response.body), ...response };
  return { conferenceId: `error-${name}`, status: whole.status, code: null, description, respond: () => whole };
}

/**
 * Every conference that fails on purpose: first `error-CODE` for each documented code, then the undocumented failures.
 */
export const FAILURE_CONFERENCES: readonly FailureConference[] = [
  ...refusals.map((row) => ({
    ...row,
    conferenceId: `error-${row.code}`,
    respond: (requestId: string) => refusalResponse(row, requestId),
  })),
  ...oddities,
];

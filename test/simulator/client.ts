import type { Simulator } from "../../src/simulator/simulator.js";

/** One response. Its body is text, because parsing would lose the int64 values. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends one call, with a valid token unless `headers` has another; `query` is appended to the address unchanged. */
export async function getTexts(
  simulator: Simulator,
  conferenceId: string,
  query = "",
  headers: Record<string, string> = { "x-acs-dingtalk-access-token": "demo-token" },
): Promise<Reply> {
  const path = `/v1.0/conference/videoConferences/${encodeURIComponent(conferenceId)}/cloudRecords/getTexts`;
  const response = await fetch(`${simulator.url}${path}${query}`, {
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(3000),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

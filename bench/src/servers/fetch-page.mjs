import { Client, getGlobalDispatcher } from "undici";

/** True: each call has a connection of its own, like our gateway's calls. */
const CONNECTION_PER_CALL = process.env["CONNECTION_PER_CALL"] === "true";

const { origin } = new URL(process.env["UPSTREAM_URL"] ?? "http://127.0.0.1");

/**
 * Makes one upstream call and passes the response to `use`. The connection is kept alive, or closed after `use`.
 * @template T
 * @param {string} conferenceId
 * @param {number} maxResults
 * @param {string | undefined} token
 * @param {(response: import("undici").Dispatcher.ResponseData) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function usePage(conferenceId, maxResults, token, use) {
  const id = encodeURIComponent(conferenceId);
  const path = `/v1.0/conference/videoConferences/${id}/cloudRecords/getTexts?direction=0&maxResults=${maxResults}`;
  const headers = { "x-acs-dingtalk-access-token": token ?? "" };
  const dispatcher = CONNECTION_PER_CALL ? new Client(origin) : getGlobalDispatcher();
  try {
    return await use(await dispatcher.request({ origin, path, method: "GET", headers }));
  } finally {
    if (CONNECTION_PER_CALL) void dispatcher.destroy();
  }
}

/**
 * One upstream call, as every Node.js subject but ours makes it.
 * @param {string} conferenceId
 * @param {number} maxResults
 * @param {string | undefined} token
 * @returns {Promise<string>} the page's JSON
 */
export const fetchPageText = (conferenceId, maxResults, token) =>
  usePage(conferenceId, maxResults, token, async ({ statusCode, body }) => {
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`the upstream responded with ${statusCode}`);
    return text;
  });

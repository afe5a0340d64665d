import { request } from "undici";

/**
 * One upstream call, as every Node.js subject but ours makes it.
 * @param {string} conferenceId
 * @param {number} maxResults
 * @param {string | undefined} token
 * @returns {Promise<string>} the page's JSON
 */
export async function fetchPageText(conferenceId, maxResults, token) {
  const url = `${process.env["UPSTREAM_URL"]}/v1.0/conference/videoConferences/${encodeURIComponent(conferenceId)}/cloudRecords/getTexts`;
  const { statusCode, body } = await request(`${url}?direction=0&maxResults=${maxResults}`, {
    headers: { "x-acs-dingtalk-access-token": token ?? "" },
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`the upstream answered ${statusCode}`);
  return text;
}

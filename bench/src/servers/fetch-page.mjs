import { request } from "undici";

/**
 * One upstream call, as every Node.js subject but ours makes it.
 * @param {string} conferenceId
 * @param {number} maxResults
 * @param {string | undefined} token
 * @returns {Promise<string>} the page's JSON
 */
export async function fetchPageText(conferenceId, maxResults, token) {
  const { statusCode, body } = await request(pageUrl(conferenceId, maxResults), {
    headers: { "x-acs-dingtalk-access-token": token ?? "" },
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`the upstream responded with ${statusCode}`);
  return text;
}

/**
 * The upstream's address of a page.
 * @param {string} conferenceId
 * @param {number} maxResults
 */
export function pageUrl(conferenceId, maxResults) {
  const id = encodeURIComponent(conferenceId);
  const path = `/v1.0/conference/videoConferences/${id}/cloudRecords/getTexts`;
  return `${process.env["UPSTREAM_URL"]}${path}?direction=0&maxResults=${maxResults}`;
}

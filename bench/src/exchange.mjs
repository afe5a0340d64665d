/**
 * Sends one request of a subject, outside the measurement.
 * @param {string} url
 * @param {import("./subjects/subject.mjs").HttpRequest} request
 * @returns {Promise<string>} the body; throws for any response but a 200 without GraphQL errors
 */
export async function exchange(url, { method, path, headers, body }) {
  const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`status ${response.status}: ${text.slice(0, 500)}`);
  const { errors } = JSON.parse(text);
  if (errors !== undefined) throw new Error(`responded with errors: ${JSON.stringify(errors).slice(0, 500)}`);
  return text;
}

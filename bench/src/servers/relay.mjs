// The byte relay: the upstream's response piped into the caller's, with nothing parsed and nothing checked. No gateway on this
// runtime can be faster.
import { createServer } from "node:http";
import { pipeline } from "node:stream/promises";
import { usePage } from "./fetch-page.mjs";

createServer((incoming, response) => {
  relay(incoming, response).catch((error) => response.destroy(error));
}).listen(Number(process.env["PORT"]), "127.0.0.1");

/** @param {import("node:http").IncomingMessage} incoming @param {import("node:http").ServerResponse} response */
async function relay({ url = "/", headers: given }, response) {
  const { pathname, searchParams } = new URL(url, "http://relay");
  const token = given["x-acs-dingtalk-access-token"]?.toString();
  const [conferenceId, first] = [pathname.split("/")[2] ?? "", Number(searchParams.get("first"))];
  await usePage(conferenceId, first, token, async ({ statusCode, headers, body }) => {
    response.writeHead(statusCode, {
      "content-type": "application/json",
      "content-length": String(headers["content-length"]),
    });
    await pipeline(body, response);
  });
}

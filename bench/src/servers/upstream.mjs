// The upstream with fixed pages, in a process of its own. It answers any conference, and counts its calls, so that a subject
// that serves from a cache is found out: GET /calls gives the count.
import { createServer } from "node:http";
import { serialisePage } from "../page.mjs";

const CALL = /^\/v1\.0\/conference\/videoConferences\/[^/]+\/cloudRecords\/getTexts$/;
const MOST = 2000;

/** @type {Map<number, Buffer>} */
const pages = new Map();
let calls = 0;

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://upstream");
  if (pathname === "/calls") return send(response, 200, Buffer.from(String(calls)));
  const size = Number(searchParams.get("maxResults"));
  const isFirstPage = !searchParams.has("nextToken") && !searchParams.has("startTime");
  const isFair = CALL.test(pathname) && Number.isInteger(size) && size > 0 && size <= MOST && isFirstPage;
  if (!isFair)
    return send(response, 400, Buffer.from('{"code":"paramsError","message":"not a call of the benchmark"}'));
  calls += 1;
  send(response, 200, pageOf(size));
});

server.keepAliveTimeout = 600_000;
server.listen(Number(process.env["PORT"]), "127.0.0.1");

/** @param {number} size @returns {Buffer} */
function pageOf(size) {
  const page = pages.get(size) ?? serialisePage(size);
  pages.set(size, page);
  return page;
}

/** @param {import("node:http").ServerResponse} response @param {number} status @param {Buffer} body */
function send(response, status, body) {
  response.writeHead(status, { "content-type": "application/json", "content-length": body.length }).end(body);
}

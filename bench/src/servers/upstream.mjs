// The upstream with fixed pages, in a process of its own. It serves any conference. It counts its calls to detect a subject that
// serves from a cache: GET /calls returns the count.
import { createServer } from "node:http";
import { CACHED_PARAGRAPHS, numberAfter, serialisePage } from "../page.mjs";

const CALL = /^\/v1\.0\/conference\/videoConferences\/([^/]+)\/cloudRecords\/getTexts$/;
const MOST = 2000;

/** @type {Map<string, Buffer>} */
const pages = new Map();
let calls = 0;

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://upstream");
  if (pathname === "/calls") return send(response, 200, Buffer.from(String(calls)));
  const size = Number(searchParams.get("maxResults"));
  const [, conference] = CALL.exec(pathname) ?? [];
  const token = searchParams.get("nextToken");
  const isKnownPage = !searchParams.has("startTime") && (token === null || conference === "cached");
  const isFair = conference !== undefined && Number.isInteger(size) && size > 0 && size <= MOST && isKnownPage;
  if (!isFair)
    return send(response, 400, Buffer.from('{"code":"paramsError","message":"not a call of the benchmark"}'));
  calls += 1;
  send(response, 200, conference === "cached" ? cachedPage(size, token) : pageOf(size));
});

server.keepAliveTimeout = 600_000;
server.listen(Number(process.env["PORT"]), "127.0.0.1");

/** @param {number} size @returns {Buffer} */
const pageOf = (size) => kept(`${size}`, () => serialisePage(size));

/** A page of the meeting that has an end. @param {number} size @param {string | null} token @returns {Buffer} */
function cachedPage(size, token) {
  const from = token === null ? 0 : numberAfter(token);
  const count = Math.min(size, CACHED_PARAGRAPHS - from);
  return kept(`${from} ${count}`, () => serialisePage(count, { from, hasMore: from + count < CACHED_PARAGRAPHS }));
}

/** @param {string} name @param {() => Buffer} make @returns {Buffer} */
function kept(name, make) {
  const page = pages.get(name) ?? make();
  pages.set(name, page);
  return page;
}

/** @param {import("node:http").ServerResponse} response @param {number} status @param {Buffer} body */
function send(response, status, body) {
  response.writeHead(status, { "content-type": "application/json", "content-length": body.length }).end(body);
}

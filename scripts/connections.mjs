// Measures the cost of a separate connection for each call (docs/adr/0011-one-call-one-connection.md): 500 callers make
// 20 calls a second over TLS on loopback, in four ways. Prints the time of a call and the client's processor time for
// each way. `node scripts/connections.mjs [seconds]`; needs openssl.
import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildConnector, Pool } from "undici";

const CALLERS = 500;
const CALLS_PER_SECOND = 20;
/** A page of 50 paragraphs without words. */
const BODY = JSON.stringify({
  hasMore: false,
  paragraphList: Array.from({ length: 50 }, () => ({ startTime: 1, paragraph: "x".repeat(200) })),
});

if (process.send !== undefined) await serve(JSON.parse(process.argv[2]));
else await measureAll(Number(process.argv[2] ?? 15));

async function serve({ directory, http2 }) {
  const tls = { key: readFileSync(join(directory, "key.pem")), cert: readFileSync(join(directory, "cert.pem")) };
  const server = http2 ? createSecureServer({ ...tls, allowHTTP1: true }) : createServer(tls);
  server.on("request", (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(BODY);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  process.send(server.address().port);
}

async function measureAll(seconds) {
  const directory = mkdtempSync(join(tmpdir(), "connections-"));
  certify(directory);
  const idleMs = await idleCpuMs(seconds);
  for (const way of ways()) {
    const server = fork(new URL(import.meta.url), [JSON.stringify({ directory, http2: way.http2 ?? false })]);
    const [port] = await once(server, "message");
    const figures = await measure(way, `https://127.0.0.1:${port}`, seconds);
    server.kill();
    console.log(way.name.padEnd(40), describe(figures, idleMs));
  }
  rmSync(directory, { recursive: true });
}

/** A certificate with RSA of 2048 bits, like most public ones. */
function certify(directory) {
  const options = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout key.pem -out cert.pem";
  if (spawnSync("openssl", options.split(" "), { cwd: directory }).status !== 0) throw new Error("openssl failed");
}

/** Each way returns a function that makes one call of a caller. */
function ways() {
  const options = { connect: { rejectUnauthorized: false }, connections: 64 };
  const one = { ...options, connections: 1 };
  return [
    { name: "kept alive, shared by all callers", open: (url) => shared(url, options) },
    { name: "kept alive, of one caller", open: (url) => perCaller(url, options) },
    { name: "one for each call", open: (url) => ({ call: () => callOnce(url, one), close: () => {} }) },
    { name: "one for each call, TLS session resumed", open: (url) => resumed(url) },
    { name: "HTTP/2, one shared by all callers", http2: true, open: (url) => shared(url, { ...one, allowH2: true }) },
  ];
}

function shared(url, options) {
  const pool = new Pool(url, options);
  return { call: () => get(pool), close: () => pool.destroy() };
}

/** A connection for each call. The connector remembers the TLS session, so that later handshakes are short. */
function resumed(url) {
  const connector = buildConnector({ rejectUnauthorized: false });
  let session = null;
  const connect = (options, callback) => {
    const socket = connector(options, callback);
    return socket.on("session", (newest) => (session = newest));
  };
  return { call: () => callOnce(url, { connections: 1, connect }), close: () => session };
}

async function callOnce(url, options) {
  const client = new Pool(url, options);
  await get(client);
  await client.destroy();
}

function perCaller(url, options) {
  const pools = new Map();
  return {
    call(caller) {
      if (!pools.has(caller)) pools.set(caller, new Pool(url, options));
      return get(pools.get(caller));
    },
    close: () => Promise.all(Array.from(pools.values(), (pool) => pool.destroy())),
  };
}

async function get(pool) {
  const { body } = await pool.request({ path: "/", method: "GET" });
  await body.bytes();
}

async function measure(way, url, seconds) {
  const client = way.open(url);
  for (let call = 0; call < 40; call += 1) await client.call(call);
  const before = process.cpuUsage();
  const times = [];
  const calls = [];
  for (let call = 0; call < seconds * CALLS_PER_SECOND; call += 1) {
    const began = performance.now();
    calls.push(client.call((call * 7919) % CALLERS).then(() => times.push(performance.now() - began)));
    await pause(1000 / CALLS_PER_SECOND);
  }
  await Promise.all(calls);
  const { user, system } = process.cpuUsage(before);
  await client.close();
  return { times: times.toSorted((a, b) => a - b), cpuMs: (user + system) / 1000 };
}

async function idleCpuMs(seconds) {
  const before = process.cpuUsage();
  for (let tick = 0; tick < seconds * CALLS_PER_SECOND; tick += 1) await pause(1000 / CALLS_PER_SECOND);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function describe({ times, cpuMs }, idleMs) {
  const at = (share) => times[Math.floor((times.length - 1) * share)].toFixed(1);
  const perCall = ((cpuMs - idleMs) / times.length).toFixed(2);
  return `a call takes ${at(0.5)} ms (p99 ${at(0.99)} ms) and ${perCall} ms of processor time; ${times.length} calls`;
}

// Measures how much time limits, retries, the circuit breaker, logs, metrics and headers add to a small query. The
// default gateway takes turns with its bare parts: the same schema, execution and HTTP client. Prints the ratio of
// their throughputs. With `--sign-in`, company sign-in takes turns with pass-through.
import { spawn } from "node:child_process";
import { createSign, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROUNDS = Number(process.env.ROUNDS ?? 15);
const ROUND_MS = 1000;
const ISSUER = "https://id.example";
const CONNECTIONS = 8;
const BODY = JSON.stringify({
  query: `query Small { conference(conferenceId: "m") { paragraphs(first: 5) { nodes { text startTime } pageInfo { hasNextPage } } } }`,
});
const PAGE = JSON.stringify({
  hasMore: false,
  paragraphList: Array.from({ length: 5 }, (_, index) => ({
    nextTtoken: index + 1,
    recordId: 44444,
    startTime: index * 1000,
    endTime: index * 1000 + 900,
    paragraph: `paragraph ${index}`,
    sentenceList: [],
  })),
});

const dist = (path) => new URL(`../dist/${path}`, import.meta.url).href;
const roles = {
  upstream: serveUpstream,
  bare: serveBare,
  unwatched: serveUnwatched,
  main: measure,
  "--sign-in": measureSignIn,
};
await roles[process.argv[2] ?? "main"]();

async function serveUpstream() {
  const bodies = { "/keys": process.env.KEYS, "/v1.0/oauth2/accessToken": '{"accessToken":"t","expireIn":7200}' };
  const server = createServer(({ url }, response) => {
    response.setHeader("content-type", "application/json");
    response.end(bodies[url] ?? PAGE);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  console.log(`http://127.0.0.1:${server.address().port}`);
}

const ignore = () => undefined;

/** The gateway's bare parts, without observers and limits. */
async function serveBare() {
  const { default: fastify } = await import("fastify");
  const { fastifyApolloHandler } = await import("@as-integrations/fastify");
  const { ApolloServer } = await import("@apollo/server");
  const { Pool } = await import("undici");
  const { createExecutionGateway } = await import(dist("graphql/execution/executor.js"));
  const { withCompiledSelections } = await import(dist("graphql/execution/compiled-schema.js"));
  const { createSubgraphSchema } = await import(dist("graphql/federation/subgraph.js"));
  const { passThrough } = await import(dist("auth/pass-through.js"));
  const { createContext } = await import(dist("graphql/context.js"));
  const { OperationActivity } = await import(dist("observability/operation-activity.js"));
  const { MemoryBudget } = await import(dist("transcript/memory-budget.js"));
  const { PagedReader } = await import(dist("transcript/paged/paged-reader.js"));
  const { toHeaders, toPath } = await import(dist("upstream/dingtalk/request.js"));
  const { toPage } = await import(dist("upstream/dingtalk/decode-page.js"));
  const base = new URL(process.env.DINGTALK_BASE_URL);
  const pool = new Pool(base.origin, { connections: 32 });
  const sourceOf = ({ credentials }) => ({
    async getPage(page) {
      const accessToken = await credentials.getAccessToken(signal);
      const call = { method: "GET", path: toPath(base, page), headers: toHeaders(accessToken) };
      const { body, headers } = await pool.request(call);
      return toPage(await body.bytes(), headers);
    },
  });
  const compiled = withCompiledSelections(await createSubgraphSchema());
  const schemas = { interpreted: await createSubgraphSchema(), compiled };
  const apollo = new ApolloServer({ gateway: createExecutionGateway(schemas, false), csrfPrevention: false });
  await apollo.start();
  const app = fastify({ logger: false });
  const activity = new OperationActivity("none");
  const { signal } = new AbortController();
  const readerFor = (caller) => new PagedReader(sourceOf(caller), { onFalseHasMore: () => undefined });
  const shared = {
    readerFor,
    responseLimits: { maxValues: Infinity, maxBytes: Infinity },
    memory: new MemoryBudget(Infinity),
  };
  const context = async ({ headers }) =>
    createContext({ credentials: await passThrough(headers), signal, activity, onEnd: ignore }, shared);
  app.post("/graphql", fastifyApolloHandler(apollo, { context }));
  console.log(await app.listen({ host: "127.0.0.1", port: 0 }));
}

/** The whole gateway. It logs nothing, so the address is printed here. */
async function serveUnwatched() {
  const { createGateway } = await import(dist("gateway.js"));
  const { parseConfig } = await import(dist("config/parse-config.js"));
  const gateway = await createGateway(parseConfig(process.env), new URL(process.env.DINGTALK_BASE_URL));
  console.log((await gateway.listen()).href);
}

/** Starts a process and waits for the address that it prints. Later output is dropped. */
async function start(file, args, env) {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", 2],
  });
  process.once("exit", () => child.kill());
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    // The first line of a gateway's log contains other addresses than its own.
    if (url === undefined || line.includes('"settings":')) continue;
    child.stdout.resume();
    return { child, url };
  }
  throw new Error(`${file} did not start`);
}

/** The number of operations that a subject serves in a round. */
async function round(url, credentials = { "x-acs-dingtalk-access-token": "t" }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const end = performance.now() + ROUND_MS;
  let responses = 0;
  const caller = async () => {
    while (performance.now() < end) {
      await operate(agent, url, credentials);
      responses += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, caller));
  agent.destroy();
  return responses;
}

function operate(agent, url, credentials) {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", ...credentials };
    const sent = request(`${url}/graphql`, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => (text += part));
      response.on("end", () =>
        text.startsWith('{"data"') && text.includes("paragraph 4") ? resolve() : reject(new Error(text)),
      );
    });
    sent.on("error", reject);
    sent.end(BODY);
  });
}

function median(values) {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];
}

async function measure() {
  const self = fileURLToPath(import.meta.url);
  const upstream = await start(self, ["upstream"], {});
  const env = environmentOf(upstream);
  const main = fileURLToPath(dist("main.js"));
  const subjects = {
    bare: await start(self, ["bare"], env),
    unwatched: await start(self, ["unwatched"], { ...env, LOG_LEVEL: "silent", METRICS_ENABLED: "false" }),
    full: await start(main, [], env),
  };
  const rounds = await takeTurns(subjects);
  for (const name of Object.keys(subjects)) report(name, rounds, "bare");
  process.exit();
}

function report(name, rounds, basis) {
  const ratios = rounds.map((rates) => rates[name] / rates[basis]);
  const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  console.log(
    `${name}: ${median(rounds.map((rates) => rates[name]))}/s, ${median(ratios).toFixed(2)} of ${basis} (${range}; ${ROUNDS} rounds)`,
  );
}

/** The whole gateway, with a DingTalk token and with JWTs of the two default algorithms. */
async function measureSignIn() {
  const signers = { RS256: createSigner("RS256"), ES256: createSigner("ES256") };
  const keys = JSON.stringify({ keys: Object.values(signers).map(({ jwk }) => jwk) });
  const upstream = await start(fileURLToPath(import.meta.url), ["upstream"], { KEYS: keys });
  const env = environmentOf(upstream);
  const issuer = { JWT_ISSUER: ISSUER, JWT_AUDIENCE: "minutes-graph", JWT_JWKS_URL: `${upstream.url}/keys` };
  const app = { DINGTALK_APP_KEY: "key", DINGTALK_APP_SECRET: "secret" };
  const main = fileURLToPath(dist("main.js"));
  const signIn = await start(main, [], { ...env, ...issuer, ...app });
  const bearer = ({ jwt }) => ({ ...signIn, credentials: { authorization: `Bearer ${jwt}` } });
  const subjects = {
    "pass-through": await start(main, [], env),
    "sign-in, RS256": bearer(signers.RS256),
    "sign-in, ES256": bearer(signers.ES256),
  };
  const rounds = await takeTurns(subjects);
  for (const name of Object.keys(subjects)) report(name, rounds, "pass-through");
  process.exit();
}

/** A key as a JWK, and a JWT that it has signed, valid for an hour. */
function createSigner(alg) {
  const options = alg === "RS256" ? { modulusLength: 2048 } : { namedCurve: "P-256" };
  const { publicKey, privateKey } = generateKeyPairSync(alg === "RS256" ? "rsa" : "ec", options);
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const claims = { iss: ISSUER, aud: "minutes-graph", exp, unionId: "u", name: "Somebody" };
  const text = `${encode({ alg, typ: "JWT", kid: alg })}.${encode(claims)}`;
  const signature = createSign("sha256").update(text).sign({ key: privateKey, dsaEncoding: "ieee-p1363" }, "base64url");
  return { jwk: { ...publicKey.export({ format: "jwk" }), kid: alg, alg, use: "sig" }, jwt: `${text}.${signature}` };
}

function encode(part) {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

/** Measures the subjects in turn, and returns their operations per second for each round. Three rounds warm them up. */
async function takeTurns(subjects) {
  const rounds = [];
  for (let index = -3; index < ROUNDS; index += 1) {
    const counted = {};
    for (const [name, { url, credentials }] of Object.entries(subjects))
      counted[name] = (await round(url, credentials)) / (ROUND_MS / 1000);
    if (index >= 0) rounds.push(counted);
  }
  return rounds;
}

function environmentOf(upstream) {
  const rates = {
    UPSTREAM_CALLS_PER_SECOND: "0",
    CACHE: "none",
    UPSTREAM_TOTAL_CALLS_PER_SECOND: "0",
    CALLER_MAX_CALLS_PER_HOUR: "0",
  };
  return { ...rates, DINGTALK_BASE_URL: upstream.url, PORT: "0", NODE_ENV: "production" };
}

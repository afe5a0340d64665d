import { Agent, fetch } from "undici";

const CALLERS = 24;
const TOKENS = 12;
const PAUSE_MS = 25;

const PARAGRAPHS = "edges { cursor node { id startTime text speakerName } } pageInfo { hasNextPage endCursor }";
const WORDS = "nodes { text sentences { nodes { text words { nodes { text startTime endTime } } } } }";
const CONFERENCES = ["demo", "demo-long", "demo", "error-permissionError", "error-null-paragraph"];

/** Random operations of every kind and size. */
function drawQuery(dice, cursors) {
  const id = dice.pick(CONFERENCES);
  const size = dice.between(1, 60);
  const order = dice.pick(["ASCENDING", "DESCENDING"]);
  const after = id === "demo" && order === "ASCENDING" && cursors.length > 0 ? `, after: "${dice.pick(cursors)}"` : "";
  return dice.pick([
    `{ conference(conferenceId: "${id}") { paragraphs(first: ${size}, order: ${order}${after}) { ${PARAGRAPHS} } } }`,
    `{ conference(conferenceId: "${id}") { paragraphs(last: ${size}, order: ${order}) { ${PARAGRAPHS} } } }`,
    `{ conference(conferenceId: "demo") { paragraphs(from: ${dice.between(0, 3_000_000)}, first: ${size}) { ${WORDS} } } }`,
    `{ conferences(conferenceIds: ["demo", "demo-long", "none-${dice.between(1, 1_000_000)}"]) { paragraphs(first: 2) { ${PARAGRAPHS} } } }`,
    `query Q${dice.between(1, 100_000)} { conference(conferenceId: "demo") { paragraphs(first: -1) { ${PARAGRAPHS} } } }`,
  ]);
}

/** Callers that send one request after another, with pauses. One in fifty disconnects. `stop` returns the results. */
export function startLoad(gatewayUrl, dice) {
  const results = { operations: 0, hangUps: 0, codes: {}, times: [], cursors: [] };
  const agent = new Agent();
  const stopping = new AbortController();
  const callers = Array.from({ length: CALLERS }, async () => {
    while (!stopping.signal.aborted) {
      await sendOnce({ gatewayUrl, agent, dice }, results);
      await new Promise((turn) => setTimeout(turn, dice.between(0, 2 * PAUSE_MS)));
    }
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(callers);
      await agent.close();
      const sorted = results.times.toSorted((left, right) => left - right);
      const at = (share) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
      return { ...results, p50Ms: at(0.5), p99Ms: at(0.99) };
    },
  };
}

async function sendOnce({ gatewayUrl, agent, dice }, results) {
  const hangsUp = dice.next() < 1 / 50;
  const began = performance.now();
  results.operations += 1;
  try {
    const body = await post(
      { gatewayUrl, agent, dice },
      results.cursors,
      hangsUp ? AbortSignal.timeout(dice.between(1, 20)) : null,
    );
    results.times.push(performance.now() - began);
    note(body, results);
  } catch (error) {
    if (!hangsUp) count(results.codes, `no response: ${error.cause?.code ?? error.name}`);
    else results.hangUps += 1;
  }
}

async function post({ gatewayUrl, agent, dice }, cursors, signal) {
  const token = dice.next() < 0.98 ? `demo-${dice.between(1, TOKENS)}` : "wrong";
  const response = await fetch(new URL("/graphql", gatewayUrl), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: drawQuery(dice, cursors) }),
    signal,
    dispatcher: agent,
  });
  return response.json();
}

function note({ data, errors = [] }, { codes, cursors }) {
  if (errors.length === 0) count(codes, data === undefined ? "no data" : "OK");
  for (const code of new Set(errors.map(({ extensions }) => extensions?.code))) count(codes, code);
  const cursor = data?.conference?.paragraphs?.pageInfo?.endCursor;
  if (cursor && cursors.length < 200) cursors.push(cursor);
}

function count(codes, code) {
  codes[code] = (codes[code] ?? 0) + 1;
}

// Measures the memory of cached transcripts: fills a cache with meetings of an hour, and compares the cache's count
// with the process's memory. `node --expose-gc scripts/cache-memory.mjs [MEETINGS]`, after `npm run build`.
const MEETINGS = Number(process.argv[2] ?? 100);
const MB = 1_000_000;

const dist = (path) => new URL(`../dist/${path}`, import.meta.url).href;
const { CacheKeys } = await import(dist("cache/cache-keys.js"));
const { TranscriptCache } = await import(dist("cache/transcript-cache.js"));
const { WHOLE } = await import(dist("transcript/cached/demand.js"));
const { toPage } = await import(dist("upstream/dingtalk/decode-page.js"));
const { startSimulator } = await import(dist("simulator/simulator.js"));

const simulator = await startSimulator();
const demo = await fetchPage("demo");
await simulator.close();

report("an hour of the demo, 11 words a paragraph", await measure(demo));
report("an hour of 50 words a paragraph", await measure(withWords(demo, 50)));

async function fetchPage(conferenceId) {
  const path = `/v1.0/conference/videoConferences/${conferenceId}/cloudRecords/getTexts?maxResults=2000`;
  const response = await fetch(new URL(path, simulator.url), {
    headers: { "x-acs-dingtalk-access-token": "demo-token" },
  });
  return Buffer.from(await response.arrayBuffer());
}

/** The same page with another number of words per paragraph. */
function withWords(body, count) {
  const page = JSON.parse(body.toString());
  const spoken = page.paragraphList
    .flatMap(({ sentenceList }) => sentenceList)
    .find(({ wordList }) => wordList.length > 0);
  for (const paragraph of page.paragraphList) {
    const { startTime, endTime } = paragraph;
    const wordList = Array.from({ length: count }, (_, index) => spoken.wordList[index % spoken.wordList.length]);
    paragraph.sentenceList = [{ ...spoken, startTime, endTime, wordList }];
  }
  return Buffer.from(JSON.stringify(page));
}

async function measure(body) {
  const cache = new TranscriptCache(optionsOf());
  const source = { getPage: async () => toPage(Buffer.from(body)) };
  const before = memory();
  for (let meeting = 0; meeting < MEETINGS; meeting += 1)
    await cache.as(callerOf(source)).read({ conferenceId: `m${meeting}`, unionId: null }, WHOLE);
  const { paragraphList } = JSON.parse(body.toString());
  return { counted: cache.status, taken: memory() - before, paragraphs: paragraphList.length, wire: body.length };
}

function ignore() {}

function optionsOf() {
  return {
    keys: new CacheKeys("secret", "upstream"),
    olderKeys: [],
    replicas: null,
    maxBytes: 1000 * MB,
    maxBytesInFlight: 1000 * MB,
    pageSize: 2000,
    sharesBetweenOperators: false,
    proofMs: 300_000,
    maxAgeMs: 600_000,
    staleIfErrorMs: 0,
    maxCallsToComplete: 10,
    tailMs: 0,
    observer: { onCacheRead: ignore },
    scanObserver: { onFalseHasMore: ignore },
    now: Date.now,
  };
}

function callerOf(source) {
  return {
    identity: "token",
    signal: new AbortController().signal,
    remainingMs: () => 30_000,
    tooLate: () => new Error("too late"),
    wantsFresh: false,
    openSource: () => source,
    budget: { spendCall: ignore, refundCall: ignore },
    replica: null,
    observer: { onCacheRead: ignore },
  };
}

function memory() {
  for (let times = 0; times < 3; times += 1) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function report(title, { counted, taken, paragraphs, wire }) {
  const each = (bytes) => Math.round(bytes / MEETINGS / paragraphs);
  console.log(title);
  console.log(`  ${paragraphs} paragraphs a meeting, ${Math.round(wire / paragraphs)} bytes each on the wire`);
  console.log(
    `  ${MEETINGS} meetings: counted ${(counted.bytes / MB).toFixed(1)} MB, taken ${(taken / MB).toFixed(1)} MB`,
  );
  console.log(`  a cached paragraph: counted ${each(counted.bytes)} bytes, taken ${each(taken)} bytes`);
}

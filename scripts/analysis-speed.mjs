// Compares the fields over a whole transcript with a page of 2,000 paragraphs with words. Measures the processor time
// from paragraphs in memory to the bytes of the response, without HTTP. `node --expose-gc scripts/analysis-speed.mjs
// [ROUNDS]`, after `npm run build`.
import "reflect-metadata";
import { parse } from "graphql";

const ROUNDS = Number(process.argv[2] ?? 25);
const WARM_UP = Math.floor(ROUNDS / 3);
const PAGE = "2,000 paragraphs to the words";

const dist = (path) => new URL(`../dist/${path}`, import.meta.url).href;
const { executeOperation } = await import(dist("graphql/execution/executor.js"));
const { withCompiledSelections } = await import(dist("graphql/execution/compiled-schema.js"));
const { toBody } = await import(dist("graphql/execution/response-body.js"));
const { createSchema } = await import(dist("graphql/schema/schema.js"));
const { createLoaders } = await import(dist("loaders/loaders.js"));
const { builtInTranscript } = await import(dist("simulator/conferences.js"));
const { pageBody } = await import(dist("simulator/page-body.js"));
const { EXACT_CHINESE } = await import(dist("transcript/analysis/folded-text.js"));
const { PositionedParagraph } = await import(dist("transcript/position.js"));
const { sliceTranscript } = await import(dist("transcript/transcript-list.js"));
const { toPage } = await import(dist("upstream/dingtalk/decode-page.js"));

const FIELDS = {
  [PAGE]: `paragraphs(first: 2000) { nodes { speakerName startTime endTime text
    sentences { nodes { text startTime endTime words { nodes { text startTime endTime } } } } } }`,
  search: `search(query: "版本", first: 50) { totalCount
    nodes { paragraph { id speakerName text } matches { start end startTime endTime } } pageInfo { endCursor hasNextPage } }`,
  statistics:
    "statistics { paragraphCount sentenceCount wordCount characterCount speakerCount duration talkTime complete readAt }",
  speakers: `speakers { speakerName turnCount wordCount characterCount talkTime talkShare wordsPerMinute firstSpokeAt lastSpokeAt
    longestTurn { startTime endTime } }`,
  spokenAt: "spokenAt(time: 3600000) { paragraph { text } sentence { text } word { text } }",
  "captions, cues": "captions { cues { startTime endTime speakerName lines } }",
  "captions, file": "captions { text }",
};
/** The fields that are also measured on a new transcript, of which nothing is remembered. */
const FIRST = ["search", "captions, cues", "captions, file"];

const ignore = () => undefined;
const conference = { conferenceId: "m", unionId: null };
const compiled = withCompiledSelections(await createSchema());
const schema = await createSchema();
const paragraphs = readTranscript("demo-long");
const known = toList(paragraphs);

const times = new Map();
for (let round = 0; round < ROUNDS; round += 1) {
  for (const field of Object.keys(FIELDS)) await measure(field, field, known, round);
  for (const field of FIRST) await measure(`${field}, first`, field, toList(readTranscript("demo-long")), round);
}
const base = median(times.get(PAGE));
for (const [name, all] of times) {
  const time = median(all);
  console.log(`${name.padEnd(32)} ${time.toFixed(1).padStart(7)} ms ${(time / base).toFixed(2).padStart(7)}`);
}

function readTranscript(conferenceId) {
  const items = builtInTranscript(conferenceId).map((paragraph) => ({ paragraph, token: null }));
  return toPage(Buffer.from(pageBody({ items, hasMore: false, pageToken: null }))).paragraphs;
}

function toList(all) {
  const standing = { token: null, direction: "ascending", rank: 0 };
  return all.map((paragraph, index) => new PositionedParagraph(conference, paragraph, { ...standing, index }));
}

async function measure(name, field, list, round) {
  const document = documentOf(field);
  globalThis.gc?.();
  const start = process.cpuUsage();
  const request = { schema, document, queryHash: field, request: { variables: {} }, context: contextOf(list) };
  const result = await executeOperation(compiled, request);
  toBody(result);
  const { user, system } = process.cpuUsage(start);
  if (result.errors !== undefined) throw result.errors[0];
  if (round >= WARM_UP) times.set(name, [...(times.get(name) ?? []), (user + system) / 1000]);
}

function contextOf(list) {
  const reader = {
    readWindows: async (windows) => windows.map((window) => sliceTranscript(list, window)),
    findParagraphs: async () => [],
    readWhole: async () => ({ paragraphs: list, complete: true, readAtMs: Date.now() }),
  };
  return {
    operatorPolicy: {
      byArgument: (_argument, operator) => operator,
      operatorOf: ({ unionId }) => unionId,
      markOf: () => null,
      seal: null,
    },
    activity: { onLoad: ignore },
    responseCost: { add: ignore, addItems: ignore, write: ignore, restart: ignore, settle: ignore },
    credentials: { operator: null },
    folding: EXACT_CHINESE,
    isRouter: false,
    loaders: createLoaders(reader),
    release: ignore,
  };
}

function documentOf(field) {
  documentOf.parsed ??= new Map();
  const parsed = documentOf.parsed.get(field) ?? parse(`{ conference(conferenceId: "m") { ${FIELDS[field]} } }`);
  documentOf.parsed.set(field, parsed);
  return parsed;
}

function median(values) {
  return values.toSorted((left, right) => left - right)[values.length >> 1];
}

// The command line: starts the processes, measures, reports, and stops the processes.
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createBench, startUpstream } from "./bench.mjs";
import { startLoadGenerator } from "./load.mjs";
import { describeMachine, describeVersions } from "./machine.mjs";
import { parseOptions, USAGE } from "./options.mjs";
import { toReport } from "./report.mjs";
import { measureDistinctDocuments } from "./scenarios/distinct-documents.mjs";
import { measurePauses } from "./scenarios/pauses.mjs";
import { measureShape } from "./scenarios/throughput.mjs";
import { removeScratches } from "./scratch.mjs";
import { createOurs } from "./subjects/ours.mjs";
import { SUBJECTS } from "./subjects/index.mjs";

/** @typedef {import("./options.mjs").Options} Options */
/** @typedef {import("./subjects/subject.mjs").Subject} Subject */

const RESULTS = new URL("../RESULTS.md", import.meta.url);

/** Our gateway, and graphql-js for comparison. */
const TAKES_DISTINCT_DOCUMENTS = ["ours", "reference", "yoga"];

/** Our gateway, and the yardstick. */
const HAS_PAUSES_MEASURED = ["proxy", "ours", "reference"];

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else await run(options);
} catch (error) {
  console.error(`\nThe benchmark failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

/** @param {Options} options */
async function run(options) {
  const chosen = choose(options);
  const subjects = chosen.filter(({ program }) => program === null || existsSync(program));
  const absent = chosen.filter((subject) => !subjects.includes(subject)).map(({ title }) => title);
  const upstream = await startUpstream();
  const generator = startLoadGenerator();
  try {
    const bench = createBench({ upstreamUrl: upstream.url, generator, connections: options.effort.connections });
    const results = await measure(bench, subjects, options);
    const report = toReport({
      date: new Date().toISOString().slice(0, 10),
      command: ["npm run bench --", ...process.argv.slice(2)].join(" "),
      machine: describeMachine(),
      versions: await describeVersions(),
      effort: options.effort,
      absent,
      ...results,
    });
    console.log(report);
    if (options.write) await writeFile(RESULTS, report);
  } finally {
    generator.stop();
    await upstream.stop();
    await removeScratches();
  }
}

/** @param {import("./bench.mjs").Bench} bench @param {readonly Subject[]} subjects @param {Options} options */
async function measure(bench, subjects, { cells, effort, throughput, distinct, pauses }) {
  const cellResults = [];
  for (const ofShape of throughput ? Map.groupBy(cells, ({ shape }) => shape).values() : [])
    cellResults.push(...(await measureShape(bench, subjects, ofShape, effort)));
  const takers = subjects.filter(({ name }) => distinct && TAKES_DISTINCT_DOCUMENTS.includes(name));
  const paused = subjects.filter(({ name }) => pauses && HAS_PAUSES_MEASURED.includes(name));
  return {
    cells: cellResults,
    distinct: await measureDistinctDocuments(bench, takers),
    pauses: await measurePauses(bench, paused),
  };
}

/** @param {Options} options @returns {Subject[]} */
function choose({ only, reference }) {
  const label = { name: "reference", title: `minutes-graph, ${Object.entries(reference ?? {}).join()}` };
  const all = reference === null ? SUBJECTS : [...SUBJECTS, createOurs(reference, label)];
  const unknown = only?.filter((name) => !all.some((subject) => subject.name === name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`${unknown.join(", ")}: no such subject; there are ${all.map(({ name }) => name).join(", ")}`);
  return all.filter(({ name }) => only?.includes(name) ?? true);
}

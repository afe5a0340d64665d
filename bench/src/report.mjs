// The report in Markdown: printed, and with `--write` also written to RESULTS.md.
import { judge } from "./aims.mjs";
import { CALLERS } from "./scenarios/pauses.mjs";
import { timesAsLong } from "./scenarios/throughput.mjs";
import { median, percentile } from "./statistics.mjs";

/** @typedef {import("./scenarios/throughput.mjs").CellResult} CellResult */
/** @typedef {import("./scenarios/throughput.mjs").Measurement} Measurement */
/** @typedef {import("./scenarios/distinct-documents.mjs").DistinctResult} DistinctResult */
/** @typedef {import("./scenarios/pauses.mjs").PausesResult} PausesResult */
/**
 * @typedef {object} Run
 * @property {string} date
 * @property {string} command
 * @property {string} machine
 * @property {string} versions
 * @property {import("./scenarios/throughput.mjs").Effort} effort
 * @property {readonly CellResult[]} cells
 * @property {readonly DistinctResult[]} distinct
 * @property {readonly PausesResult[]} pauses
 * @property {readonly string[]} absent subjects that cannot run here
 */

/** The subjects that all others are compared with: the same work without GraphQL, and no work at all. */
const YARDSTICKS = ["proxy", "relay"];

/**
 * @param {Run} run
 * @returns {string}
 */
export function toReport(run) {
  const { effort } = run;
  const lines = [
    "# Results",
    "",
    `${run.date}, \`${run.command}\`: ${effort.rounds} rounds of about ${effort.roundSeconds} s, ${effort.connections} connections.`,
    "How to read this: [README.md](README.md).",
    "",
    `- Machine: ${run.machine}`,
    `- Versions: ${run.versions}`,
    ...run.absent.map((title) => `- Not measured, since it has no program for this platform: ${title}`),
    ...aims(run),
    ...run.cells.flatMap(cellSection),
    ...growth(run.cells),
    ...pausesSection(run.pauses),
    ...distinctSection(run.distinct),
    ...identifiers(run.cells),
  ];
  return `${lines.join("\n")}\n`;
}

/** @param {Run} run @returns {string[]} */
function aims(run) {
  const rows = judge(run).map(({ what, wanted, measured, met }) => [what, wanted, measured, met ? "yes" : "**no**"]);
  return section("Aims", ["", "wanted", "measured", "met"], rows);
}

/** @param {CellResult} cell @returns {string[]} */
function cellSection({ size, shape, measurements }) {
  const yardsticks = YARDSTICKS.map((name) => measurements.find(({ subject }) => subject.name === name));
  const rows = measurements.map(({ subject, requestsPerSecond, cpuMs, latenciesMs, peakBytes }) => {
    const rate = median(requestsPerSecond);
    const ratios = yardsticks.map((yardstick) =>
      yardstick === undefined ? "–" : (rate / median(yardstick.requestsPerSecond)).toFixed(2),
    );
    const range = `${figure(Math.min(...requestsPerSecond))} – ${figure(Math.max(...requestsPerSecond))}`;
    const [p50, p99] = [50, 99].map((percent) => figure(percentile(latenciesMs, percent)));
    return [
      subject.title,
      figure(rate),
      range,
      String(p50),
      String(p99),
      figure(median(cpuMs)),
      megabytes(peakBytes),
      ...ratios,
    ];
  });
  const rates = ["req/s", "slowest – fastest round", "p50 ms", "p99 ms", "CPU ms", "peak MB"];
  const header = ["", ...rates, "of the proxy", "of the relay"];
  return section(`${size} paragraphs, ${shape}`, header, rows);
}

/** @param {readonly CellResult[]} cells @returns {string[]} */
function growth(cells) {
  const [small, large] = [200, 2000].map((size) => cells.find((cell) => cell.size === size && cell.shape === "deep"));
  if (small === undefined || large === undefined) return [];
  const rows = small.measurements.flatMap((measurement) => {
    const { subject } = measurement;
    const other = large.measurements.find((candidate) => candidate.subject.name === subject.name);
    return other === undefined ? [] : [[subject.title, timesAsLong(measurement, other).toFixed(1)]];
  });
  return section("Time for 2000 paragraphs over time for 200, deep", ["", "times"], rows);
}

/** @param {readonly PausesResult[]} results @returns {string[]} */
function pausesSection(results) {
  const rows = results.map((result) => [
    result.subject.title,
    figure(result.requestsPerSecond),
    ...[50, 99].map((percent) => figure(percentile(result.latenciesMs, percent))),
    figure(result.longestDelayMs),
    figure(result.longestGcMs),
    figure(result.allocatedBytesPerPage / 1e6),
    megabytes(result.peakBytes),
  ]);
  return section(
    `${CALLERS} callers, 200 paragraphs, deep`,
    ["", "req/s", "p50 ms", "p99 ms", "longest pause ms", "longest GC ms", "heap MB allocated per page", "peak MB"],
    rows,
  );
}

/** @param {readonly DistinctResult[]} results @returns {string[]} */
function distinctSection(results) {
  const rows = results.map(({ subject, requestsPerSecond, standingPerSecond, afterFirst, afterLast }) => [
    subject.title,
    figure(median(requestsPerSecond)),
    figure(standingPerSecond),
    `${megabytes(afterFirst.liveBytes)} → ${megabytes(afterLast.liveBytes)}`,
    `${megabytes(afterFirst.rssBytes)} → ${megabytes(afterLast.rssBytes)}`,
  ]);
  return section(
    "A thousand distinct documents, 20 paragraphs, deep",
    ["", "req/s", "req/s with one document", "live heap MB, after 100 → 1000", "resident MB, after 100 → 1000"],
    rows,
  );
}

const FATES = {
  exact: "exact",
  "bare numbers": "exact, but bare numbers, which `JSON.parse` corrupts in the client",
  corrupted: "**corrupted**",
};

/** @param {readonly CellResult[]} cells @returns {string[]} */
function identifiers(cells) {
  const measurements = cells.flatMap((cell) => cell.measurements);
  const fates = new Map(measurements.map(({ subject, identifiers: fate }) => [subject.title, fate]));
  const rows = [...fates].flatMap(([title, fate]) => (fate === null ? [] : [[title, FATES[fate]]]));
  return section("What becomes of 64-bit identifiers beyond 2^53", ["", "`recordId`"], rows);
}

/** @param {string} title @param {string[]} header @param {string[][]} rows @returns {string[]} nothing without rows */
function section(title, header, rows) {
  if (rows.length === 0) return [];
  const rule = header.map((_, index) => (index === 0 ? "---" : "---:"));
  return ["", `## ${title}`, "", ...[header, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`)];
}

/** Rounds to about three digits. @param {number} value */
const figure = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / 1e6).toFixed(0);

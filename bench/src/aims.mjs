// The gateway's aims, and whether this run meets them.
import { timesAsLong } from "./scenarios/throughput.mjs";
import { median } from "./statistics.mjs";

/** @typedef {import("./scenarios/throughput.mjs").CellResult} CellResult */
/** @typedef {import("./scenarios/distinct-documents.mjs").DistinctResult} DistinctResult */
/** @typedef {{ cells: readonly CellResult[], distinct: readonly DistinctResult[] }} Results */
/** @typedef {{ what: string, wanted: string, measured: string, met: boolean }} Verdict */

/**
 * @typedef {object} Aim
 * @property {string} what
 * @property {(results: Results) => number | null} measure null: not measured in this run
 * @property {number} bound
 * @property {"min" | "max"} side which side of the bound is good
 * @property {string} unit
 */

/** @type {readonly Aim[]} */
const AIMS = [
  ...[200, 2000].flatMap((size) => [
    ratioAim(size, "deep", "proxy", 2),
    ratioAim(size, "deep", "tailcall", 2.5),
    ratioAim(size, "deep", "apollo", 8),
    ratioAim(size, "deep", "relay", 0.65, "cached"),
  ]),
  ratioAim(200, "deepest", "proxy", 1.6),
  ratioAim(20, "shallow", "proxy", 1),
  ratioAim(20, "shallow", "relay", 0.33),
  ratioAim(2000, "shallow", "relay", 1.2),
  {
    what: "deep: time for 2000 paragraphs over time for 200",
    measure: ({ cells }) => {
      const [small, large] = [200, 2000].map((size) => find(cells, size, "deep", "ours"));
      return small == null || large == null ? null : timesAsLong(small, large);
    },
    bound: 10.5,
    side: "max",
    unit: "×",
  },
  {
    what: "2000 paragraphs, deep: peak memory",
    measure: ({ cells }) => divide(find(cells, 2000, "deep", "ours")?.peakBytes ?? null, 1e6),
    bound: 400,
    side: "max",
    unit: " MB",
  },
  {
    what: "distinct documents: live heap after the last over after the first hundred",
    measure: ({ distinct }) => {
      const ours = distinct.find(({ subject }) => subject.name === "ours");
      return ours === undefined ? null : ours.afterLast.liveBytes / ours.afterFirst.liveBytes;
    },
    bound: 1.1,
    side: "max",
    unit: "×",
  },
  ...["yoga", "reference"].map((name) => distinctAim(name)),
];

/**
 * The aims that this run has measured.
 * @param {Results} results
 * @returns {Verdict[]}
 */
export function judge(results) {
  return AIMS.flatMap(({ what, measure, bound, side, unit }) => {
    const value = measure(results);
    if (value === null) return [];
    const met = side === "min" ? value >= bound : value <= bound;
    return [
      {
        what,
        wanted: `at ${side === "min" ? "least" : "most"} ${bound}${unit}`,
        measured: `${value.toFixed(2)}${unit}`,
        met,
      },
    ];
  });
}

/** @param {number} size @param {string} shape @param {string} peer @param {number} bound @param {string} [name] @returns {Aim} */
function ratioAim(size, shape, peer, bound, name = "ours") {
  return {
    what: `${size} paragraphs, ${shape}: requests per second${name === "ours" ? "" : `, ${name},`} over ${peer}`,
    measure: ({ cells }) => divide(rateOf(cells, size, shape, name), rateOf(cells, size, shape, peer)),
    bound,
    side: "min",
    unit: "×",
  };
}

/** @param {string} name @returns {Aim} */
function distinctAim(name) {
  return {
    what: `distinct documents: requests per second over ${name} (graphql-js)`,
    measure: ({ distinct }) => {
      const [ours, peer] = ["ours", name].map((wanted) => distinct.find(({ subject }) => subject.name === wanted));
      return ours === undefined || peer === undefined
        ? null
        : median(ours.requestsPerSecond) / median(peer.requestsPerSecond);
    },
    bound: 1,
    side: "min",
    unit: "×",
  };
}

/** @param {readonly CellResult[]} cells @param {number} size @param {string} shape @param {string} name */
function find(cells, size, shape, name) {
  const cell = cells.find((candidate) => candidate.size === size && candidate.shape === shape);
  return cell?.measurements.find(({ subject }) => subject.name === name) ?? null;
}

/** @param {readonly CellResult[]} cells @param {number} size @param {string} shape @param {string} name @returns {number | null} */
function rateOf(cells, size, shape, name) {
  const found = find(cells, size, shape, name);
  return found === null ? null : median(found.requestsPerSecond);
}

/** @param {number | null} a @param {number | null} b */
const divide = (a, b) => (a === null || b === null ? null : a / b);

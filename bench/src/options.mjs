import { parseArgs } from "node:util";
import { SHAPES } from "./queries.mjs";

/** @typedef {import("./queries.mjs").Shape} Shape */
/** @typedef {{ size: number, shape: Shape }} Cell */

/**
 * @typedef {object} Options
 * @property {boolean} help
 * @property {boolean} quick
 * @property {boolean} write whether the report goes to RESULTS.md
 * @property {readonly string[] | null} only names of subjects; null: all
 * @property {readonly Cell[]} cells
 * @property {boolean} throughput
 * @property {boolean} distinct
 * @property {boolean} pauses
 * @property {Record<string, string> | null} reference settings of a second copy of our gateway
 * @property {import("./scenarios/throughput.mjs").Effort} effort
 */

export const USAGE = `
npm run bench -- [options]

  --aims                only the sizes and shapes that the aims name
  --quick               the same, and fewer and shorter rounds: under three minutes
  --only a,b            only these subjects
  --sizes 20,200,2000   paragraphs of a response, up to 2000
  --shapes deep,...     of: ${SHAPES.join(", ")}
  --rounds n            rounds of each subject
  --connections n       requests in flight (4)
  --scenarios a,b       of: throughput, distinct, pauses
  --reference K=V       run our gateway a second time with this environment variable, as \`reference\`
  --write               write the report to bench/RESULTS.md
`;

const SIZES = [20, 200, 2000];

/** The cells of a quick run. @type {readonly Cell[]} */
const AIMED_CELLS = [
  { size: 20, shape: "shallow" },
  { size: 200, shape: "deep" },
  { size: 200, shape: "deepest" },
  { size: 2000, shape: "shallow" },
  { size: 2000, shape: "deep" },
];

/**
 * Reads the command line. @throws for an unknown option or a value out of range.
 * @param {string[]} args
 * @returns {Options}
 */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: "boolean", default: false },
      aims: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      only: { type: "string" },
      sizes: { type: "string" },
      shapes: { type: "string" },
      rounds: { type: "string" },
      connections: { type: "string", default: "4" },
      scenarios: { type: "string", default: "throughput,distinct,pauses" },
      reference: { type: "string" },
    },
  });
  const { aims, help, quick, write } = values;
  const scenarios = parseList(values.scenarios, (name) => parseMember(name, ["throughput", "distinct", "pauses"]));
  return {
    help,
    quick,
    write,
    only: values.only === undefined ? null : values.only.split(","),
    cells: toCells(aims || quick, values.sizes, values.shapes),
    throughput: scenarios.includes("throughput"),
    distinct: scenarios.includes("distinct"),
    pauses: scenarios.includes("pauses"),
    reference: values.reference === undefined ? null : parseSetting(values.reference),
    effort: {
      rounds: parseCount(values.rounds ?? (quick ? "2" : "5"), 100),
      roundSeconds: quick ? 0.7 : 4,
      warmupSeconds: quick ? 0.7 : 3,
      connections: parseCount(values.connections, 100),
    },
  };
}

/** @param {boolean} aims @param {string | undefined} sizes @param {string | undefined} shapes @returns {readonly Cell[]} */
function toCells(aims, sizes, shapes) {
  if (aims && sizes === undefined && shapes === undefined) return AIMED_CELLS;
  const chosenSizes = sizes === undefined ? SIZES : parseList(sizes, (text) => parseCount(text, 2000));
  const chosenShapes = shapes === undefined ? SHAPES : parseList(shapes, (text) => parseMember(text, SHAPES));
  return chosenSizes.flatMap((size) => chosenShapes.map((shape) => ({ size, shape })));
}

/** @template T @param {string} text @param {(item: string) => T} parse @returns {T[]} */
const parseList = (text, parse) => text.split(",").map(parse);

/** @param {string} text @param {number} max */
function parseCount(text, max) {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= max) return count;
  throw new Error(`"${text}" is not a whole number from 1 to ${max}`);
}

/** @template {string} T @param {string} text @param {readonly T[]} members @returns {T} */
function parseMember(text, members) {
  const member = members.find((candidate) => candidate === text);
  if (member === undefined) throw new Error(`"${text}" is none of ${members.join(", ")}`);
  return member;
}

/** @param {string} text @returns {Record<string, string>} */
function parseSetting(text) {
  const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new Error(`"${text}" is not NAME=value`);
  return { [name]: value };
}

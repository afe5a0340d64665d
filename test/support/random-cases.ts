const FACTOR = process.env["RUNS_FACTOR"];

/** The same cases in each run, so that a test fails for everybody, with the change that broke it. */
const SEED = 20261127;

/** The random cases of a property test, for fast-check. */
export interface RandomCases {
  readonly numRuns: number;
  readonly seed?: number;
}

/** The number of random cases: `usual` in a test run, and `RUNS_FACTOR` times as many in a search for rare faults. */
export const countOfCases = (usual: number): number => Math.ceil(usual * Number(FACTOR ?? 1));

/**
 * The random cases of a property test: the same `usual` cases in each test run. `RUNS_FACTOR=20 npm test -- property`
 * runs twenty times as many, with new ones each time; with 1, only the cases are new.
 */
export const cases = (usual: number): RandomCases =>
  FACTOR === undefined ? { numRuns: usual, seed: SEED } : { numRuns: countOfCases(usual) };

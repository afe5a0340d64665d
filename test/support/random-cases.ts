const FACTOR = process.env["RUNS_FACTOR"];

/** The same cases each time, so that a test fails with the change that broke it, and for everybody. */
const SEED = 20261127;

/** The random cases of a property test, for fast-check. */
export interface RandomCases {
  readonly numRuns: number;
  readonly seed?: number;
}

/** The number of random cases: `usual` in a test run, and `RUNS_FACTOR` times as many in a search for rare faults. */
export const countOfCases = (usual: number): number => Math.ceil(usual * Number(FACTOR ?? 1));

/**
 * The random cases of a property test: the same `usual` cases in each test run. With `RUNS_FACTOR`, that many times as
 * many, and new ones in each run (`RUNS_FACTOR=20 npm test -- property`); 1 is allowed.
 */
export const cases = (usual: number): RandomCases =>
  FACTOR === undefined ? { numRuns: usual, seed: SEED } : { numRuns: countOfCases(usual) };

const FACTOR = Number(process.env["RUNS_FACTOR"] ?? 1);

/**
 * The number of random cases of a test: `usual` in a test run, and `RUNS_FACTOR` times as many in a search for rare
 * faults (`RUNS_FACTOR=20 npm test -- property`). Each run draws new cases.
 */
export const runs = (usual: number): number => Math.ceil(usual * FACTOR);

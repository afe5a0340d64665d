/** In a shorter run, rising memory may only be warming up, so there is no verdict on it. */
const MIN_MINUTES = 5;

/** The limits of growth from the earlier samples to the last ones. The first third of a run is for warming up. */
const ALLOWANCE = {
  heapMb: { share: 0.1, absolute: 5 },
  externalMb: { share: 0.1, absolute: 20 },
  rssMb: { share: 0.1, absolute: 20 },
  handles: { share: 0.1, absolute: 20 },
  sockets: { share: 0.1, absolute: 20 },
};

/**
 * Memory that rises this steadily leaks, even if slowly. A garbage collection precedes each sample, so noise is small.
 */
const STEADY = { heapMb: { share: 0.02, absolute: 1 }, externalMb: { share: 0.02, absolute: 1 } };
/** The share of pairs of samples in which the later one is larger: 0.5 for noise, 1 for a steady rise. */
const STEADY_PAIRS = 0.75;

/** The limits at rest, without callers. */
const AT_REST = { sockets: 2 };

/**
 * Judges a run by its samples. The last one was taken at rest. `faults`: sentences about values that did not level
 * off. `conclusive`: true if the run was long enough for a verdict on memory; a shorter run is judged only by the
 * values at rest.
 */
export function judge(samples, minutes) {
  const run = samples.slice(0, -1);
  const conclusive = minutes >= MIN_MINUTES;
  const faults = conclusive ? [...findGrowth(run), ...findSteadyRises(run)] : [];
  return { conclusive, faults: [...faults, ...findLeftovers(samples.at(-1))] };
}

/** The last sentence of a run without faults. */
export function conclude(conclusive) {
  return conclusive
    ? "Memory, handles and sockets level off."
    : `Nothing is left at rest. No verdict on memory: that takes ${MIN_MINUTES} minutes or more.`;
}

function findGrowth(run) {
  const third = Math.floor(run.length / 3);
  const [second, last] = [run.slice(third, 2 * third), run.slice(2 * third)];
  return Object.entries(ALLOWANCE).flatMap(([name, allowance]) => {
    const [before, after] = [median(second.map((sample) => sample[name])), median(last.map((sample) => sample[name]))];
    return after - before > allowed(before, allowance)
      ? [`${name} grows: ${toText(before)}, and then ${toText(after)}`]
      : [];
  });
}

function findSteadyRises(run) {
  const settled = run.slice(Math.floor(run.length / 3));
  return Object.entries(STEADY).flatMap(([name, allowance]) => {
    const values = settled.map((sample) => sample[name]);
    const rise = values.at(-1) - values[0];
    const steady = shareOfRisingPairs(values) > STEADY_PAIRS && rise > allowed(values[0], allowance);
    return steady ? [`${name} rises steadily: from ${toText(values[0])} to ${toText(values.at(-1))}`] : [];
  });
}

/** As in the Mann-Kendall test for a trend: every pair counts, so that a single outlier does not. */
function shareOfRisingPairs(values) {
  const pairs = values.flatMap((earlier, index) => values.slice(index + 1).map((later) => later > earlier));
  return pairs.filter(Boolean).length / pairs.length;
}

function findLeftovers(atRest) {
  return Object.entries(AT_REST).flatMap(([name, max]) =>
    atRest[name] > max ? [`${atRest[name]} ${name} are left at rest`] : [],
  );
}

const allowed = (before, { share, absolute }) => Math.max(before * share, absolute);
const toText = (value) => value.toFixed(1);

function median(values) {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

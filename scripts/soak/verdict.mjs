/** Below this, memory that rises may be nothing but warming up, so that neither verdict on it would mean anything. */
const MIN_MINUTES = 5;

/** The last samples of a run are compared with those before by this much; more is growth. The first third is for warming up. */
const ALLOWANCE = {
  heapMb: { share: 0.1, absolute: 5 },
  rssMb: { share: 0.1, absolute: 20 },
  handles: { share: 0.1, absolute: 20 },
  sockets: { share: 0.1, absolute: 20 },
};

/** Memory that rises this steadily leaks, however little it is; garbage collection precedes each sample, so noise is small. */
const STEADY = { heapMb: { share: 0.02, absolute: 1 } };
/** The share of pairs of samples of which the later one is larger: 0.5 for noise, 1 for a rise without a break. */
const STEADY_PAIRS = 0.75;

/** What may be left once nobody asks any more. */
const AT_REST = { sockets: 2 };

/**
 * Judges a run by its samples, the last of which was taken at rest. `faults`: what did not level off, in words. `conclusive`: whether
 * the run was long enough to say that memory levels off; a shorter one is judged by what is left at rest alone.
 */
export function judge(samples, minutes) {
  const run = samples.slice(0, -1);
  const conclusive = minutes >= MIN_MINUTES;
  const faults = conclusive ? [...findGrowth(run), ...findSteadyRises(run)] : [];
  return { conclusive, faults: [...faults, ...findLeftovers(samples.at(-1))] };
}

/** The sentence that a run without faults ends with. */
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

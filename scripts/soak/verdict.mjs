/** What may be more in the last third of a run than in the second one; the first third is for warming up. */
const ALLOWANCE = {
  heapMb: { share: 0.1, absolute: 5 },
  rssMb: { share: 0.1, absolute: 20 },
  handles: { share: 0.1, absolute: 20 },
  sockets: { share: 0.1, absolute: 20 },
};

/** What may be left once nobody asks any more. */
const AT_REST = { sockets: 2 };

/** Everything that did not level off, in words; empty when all is well. The last sample is the one at rest. */
export function judge(samples) {
  const third = Math.floor((samples.length - 1) / 3);
  const [second, last] = [samples.slice(third, 2 * third), samples.slice(2 * third, -1)];
  const faults = [];
  for (const [name, { share, absolute }] of Object.entries(ALLOWANCE)) {
    const [before, after] = [median(second, name), median(last, name)];
    if (after > before + Math.max(before * share, absolute))
      faults.push(`${name} grows: ${before.toFixed(1)}, and then ${after.toFixed(1)}`);
  }
  for (const [name, most] of Object.entries(AT_REST))
    if (samples.at(-1)[name] > most) faults.push(`${samples.at(-1)[name]} ${name} are left at rest`);
  return faults;
}

function median(samples, name) {
  const values = samples.map((sample) => sample[name]).toSorted((left, right) => left - right);
  return values[Math.floor(values.length / 2)] ?? 0;
}

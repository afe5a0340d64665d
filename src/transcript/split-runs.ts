/** Splits a list into runs of consecutive items. `begins`: whether an item begins a run, given the item before it. */
export function splitRuns<T>(items: readonly T[], begins: (item: T, before: T) => boolean): T[][] {
  const runs: T[][] = [];
  for (const [index, item] of items.entries()) {
    const before = items[index - 1];
    if (before === undefined || begins(item, before)) runs.push([item]);
    else runs.at(-1)?.push(item);
  }
  return runs;
}

/** Heights that were read together with another row's, and not used yet. */
const readAhead = new WeakMap<Element, number>();

/**
 * The height of a row in pixels: as the browser reports it, or as it stands in the page. New rows are positioned one after the other, and each new
 * position would have the browser lay the page out again for the next height. So the first of them reads the heights of all.
 */
export function rowHeight(row: HTMLElement, reported: ResizeObserverEntry | undefined): number {
  const [box] = reported?.borderBoxSize ?? [];
  if (box !== undefined) return Math.round(box.blockSize);
  if (!readAhead.has(row)) readHeights(row.parentElement);
  const height = readAhead.get(row) ?? row.offsetHeight;
  readAhead.delete(row);
  return height;
}

function readHeights(list: Element | null): void {
  for (const row of list?.children ?? []) if (row instanceof HTMLElement) readAhead.set(row, row.offsetHeight);
}

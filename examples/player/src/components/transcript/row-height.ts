/** Heights that were read together with another row's, and have not been used yet. */
const readAhead = new WeakMap<Element, number>();

/**
 * The height of a row in pixels, from the browser's report or from the page. The virtual list positions a new row as
 * soon as it has the row's height, and then the browser must lay out the page again before the next height can be read.
 * So the first new row reads the heights of all new rows.
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

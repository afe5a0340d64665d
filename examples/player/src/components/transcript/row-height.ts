/** Heights that were read together with that of another row, and have not been used yet. */
const readAhead = new WeakMap<Element, number>();

/**
 * The height of a row in pixels: from the browser's report, or else read from the page. The virtual list positions a new row as soon as it knows its
 * height, and the browser then has to lay the page out again for the next height. So the first new row reads the heights of all.
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

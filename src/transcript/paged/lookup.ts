import type { PositionedParagraph } from "../position.js";
import type { ParagraphRef } from "../reader.js";
import { splitRuns } from "../split-runs.js";
import { findParagraphs } from "../transcript-list.js";
import type { Scan } from "../scan/scan.js";
import { grow } from "./steps.js";

/** Paragraphs with a larger gap are not read together. Five minutes have at most about 150 paragraphs. */
const CLUSTER_GAP_MS = 300_000;
/** A low estimate of a paragraph's duration, so that a page is rather too long than too short. */
const SHORT_PARAGRAPH_MS = 2000;
/** Extra paragraphs, for those that start together, and for one that shows that the last group is complete. */
const MARGIN = 8;

/** Sorts references by time and splits them where the gap is too large to read. */
export function clusterByTime<R extends ParagraphRef>(refs: readonly R[]): R[][] {
  const sorted = refs.toSorted((left, right) => left.startTime - right.startTime);
  return splitRuns(sorted, (ref, before) => ref.startTime - before.startTime > CLUSTER_GAP_MS);
}

/**
 * Finds the references of one cluster, in their order, in a scan that begins at the time of the first, usually in one
 * call. Null for a reference that the scan did not find before it passed the time of the last.
 */
export async function findInCluster(
  scan: Scan,
  cluster: readonly ParagraphRef[],
): Promise<(PositionedParagraph | null)[]> {
  const [from, to] = [cluster[0]?.startTime ?? 0, cluster.at(-1)?.startTime ?? 0];
  let size = cluster.length + Math.ceil((to - from) / SHORT_PARAGRAPH_MS) + MARGIN;
  for (;;) {
    const found = findParagraphs(scan.items, cluster);
    const isPast = scan.items.some(({ startTime }) => startTime > to);
    if (isPast || scan.exhausted || !found.includes(null)) return found;
    await scan.extend(size);
    size = grow(size);
  }
}

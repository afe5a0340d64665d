import { MAX_PAGE_SIZE } from "../page-source.js";
import type { PositionedParagraph } from "../position.js";
import type { ParagraphRef } from "../reader.js";
import type { Walk } from "../walk/walk.js";
import { grow } from "./steps.js";

/** Paragraphs further apart than this are not read in one go: five minutes hold at most some 150 paragraphs. */
const CLUSTER_GAP_MS = 300_000;
/** An estimate on the safe side: a paragraph that lasts less is rare. */
const SHORT_PARAGRAPH_MS = 2000;
/** Room for paragraphs that start together, and for the one that shows that the last group is complete. */
const MARGIN = 8;

/** Sorts references by time, and parts them where the way from one to the next is too far to read. */
export function clusterByTime<R extends ParagraphRef>(refs: readonly R[]): R[][] {
  const clusters: R[][] = [];
  let previous = -Infinity;
  for (const ref of refs.toSorted((left, right) => left.startTime - right.startTime)) {
    if (ref.startTime - previous > CLUSTER_GAP_MS) clusters.push([]);
    clusters.at(-1)?.push(ref);
    previous = ref.startTime;
  }
  return clusters;
}

/**
 * Looks for the references of one cluster in a walk that begins at the first one's time, in one call unless their paragraphs are many
 * and short. Null for one that was not met before the walk came past the last one's time.
 */
export async function findInCluster(
  walk: Walk,
  cluster: readonly ParagraphRef[],
): Promise<ReadonlyMap<ParagraphRef, PositionedParagraph | null>> {
  const [from, to] = [cluster[0]?.startTime ?? 0, cluster.at(-1)?.startTime ?? 0];
  let size = cluster.length + Math.ceil((to - from) / SHORT_PARAGRAPH_MS) + MARGIN;
  for (;;) {
    const found = new Map(cluster.map((ref) => [ref, findIn(walk.items, ref)]));
    const isPast = walk.items.some(({ startTime }) => startTime > to);
    if (isPast || walk.exhausted || ![...found.values()].includes(null)) return found;
    await walk.extend(Math.min(size, MAX_PAGE_SIZE));
    size = grow(size);
  }
}

/** The paragraph that a reference names; null when it is not among these. */
export function findIn(items: readonly PositionedParagraph[], ref: ParagraphRef): PositionedParagraph | null {
  return items.find((item) => item.startTime === ref.startTime && item.fingerprint === ref.fingerprint) ?? null;
}

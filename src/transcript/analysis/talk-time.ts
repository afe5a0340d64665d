import { type Entry, type Span, spanOf } from "./entry.js";

/** The time in milliseconds during which at least one of the entries is spoken, added up over the recordings. */
export function talkTimeOf(recordings: readonly (readonly Entry[])[]): number {
  return recordings.reduce(
    (sum, recording) => sum + coveredTime(recording.map(({ paragraph }) => spanOf(paragraph))),
    0,
  );
}

/** How much time the spans cover; time that several of them cover counts once. */
function coveredTime(spans: readonly Span[]): number {
  let [covered, reached] = [0, 0];
  for (const { startTime, endTime } of inOrder(spans)) {
    covered += Math.max(0, endTime - Math.max(startTime, reached));
    reached = Math.max(reached, endTime);
  }
  return covered;
}

/** A transcript is almost always in order already. */
function inOrder(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.every(({ startTime }, index) => index === 0 || startTime >= (spans[index - 1]?.startTime ?? 0));
  return sorted ? spans : spans.toSorted((left, right) => left.startTime - right.startTime);
}

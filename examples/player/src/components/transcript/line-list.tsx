import { useEffect } from "react";
import { type Focus, focusedIndex } from "../../player/focus.ts";
import type { LineActions } from "../../player/use-line-actions.ts";
import type { Clock } from "../../playback/clock.ts";
import { useClock } from "../../playback/use-clock.ts";
import type { Transcript } from "../../transcript/use-transcript.ts";
import { numberLines } from "../../transcript/numbering.ts";
import { spokenIndexes, type TranscriptWindow } from "../../transcript/window.ts";
import { LineItem } from "./line-item.tsx";
import { ListEnd } from "./list-end.tsx";
import { useFocusedLine } from "./use-focused-line.ts";
import { useIsPositioned } from "./use-is-positioned.ts";
import { useLineList } from "./use-line-list.ts";
import type { Marks } from "./use-marks.ts";
import { useMorePages } from "./use-more-pages.ts";

interface LineListProps {
  readonly transcript: Transcript;
  readonly window: TranscriptWindow;
  readonly scroller: HTMLElement;
  readonly clock: Clock;
  readonly focus: Focus;
  readonly marks: Marks;
  /** The other speakers are dimmed; null: no speaker is. */
  readonly followedKey: string | null;
  readonly actions: LineActions;
  /** The number for the whole meeting; null until it is known. */
  readonly paragraphCount: number | null;
  readonly onOwnScroll: (offset: number) => void;
  /** Called with the time of the first visible line, in milliseconds. */
  readonly onSee: (timeMs: number | null) => void;
}

/** Where the focused line is in the view. `time`: it was the first visible line when the person left the page. */
const ALIGNMENTS = { clock: "center", paragraph: "center", end: "end", time: "start", none: "center" } as const;

/** The lines of one window. A new window is another list. */
export function LineList(props: LineListProps) {
  const { transcript, window, clock, focus, marks, followedKey, actions, onSee } = props;
  const { lines } = window;
  const isPositioned = useIsPositioned();
  const list = useLineList(props.scroller, { lines, isPositioned, onOwnScroll: props.onOwnScroll });
  const spokenList = useClock(clock, (position) => spokenIndexes(window, position).join());
  const spoken = spokenList === "" ? [] : spokenList.split(",").map(Number);
  const isBeforeAll = useClock(clock, ({ timeMs }) => window.before === null && timeMs < (lines[0]?.startTime ?? 0));
  const focused = focusedIndex(focus, window, spoken[0] ?? (isBeforeAll ? 0 : -1));
  const items = list.getVirtualItems();
  const first = list.range?.startIndex ?? 0;
  useFocusedLine(list, { index: focused, id: lines[focused]?.id, align: ALIGNMENTS[focus.kind] });
  useMorePages(transcript, { isPositioned, first, last: list.range?.endIndex ?? -1, spoken: spoken[0] ?? -1 });
  const seenMs = lines[first]?.startTime ?? null;
  useEffect(() => onSee(seenMs), [onSee, seenMs]);
  const numbering = numberLines(window, props.paragraphCount);
  return (
    <div ref={list.containerRef} className="lines">
      <ListEnd transcript={transcript} kind="earlier" />
      <ol>
        {items.map(({ key, index }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <LineItem
              key={key}
              ref={list.measureElement}
              index={index}
              number={numbering.first + index}
              total={numbering.total}
              line={line}
              clock={clock}
              actions={actions}
              isSpoken={spoken.includes(index)}
              isDimmed={followedKey !== null && line.speaker.key !== followedKey}
              matches={marks.byParagraph.get(line.id)}
              currentMatch={marks.current?.paragraphId === line.id ? marks.current.indexInParagraph : null}
            />
          );
        })}
      </ol>
      <ListEnd transcript={transcript} kind="later" />
    </div>
  );
}

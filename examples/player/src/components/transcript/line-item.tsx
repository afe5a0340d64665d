import { memo, type MouseEvent, type Ref } from "react";
import { useMessages } from "../../language/use-messages.ts";
import type { Clock } from "../../playback/clock.ts";
import type { LineActions } from "../../player/use-line-actions.ts";
import { formatTime } from "../../playback/time-text.ts";
import type { Match } from "../../search/hits.ts";
import type { Line } from "../../transcript/line.ts";
import { clickedTime } from "./clicked-time.ts";
import { LineText } from "./line-text.tsx";
import { QuoteButton } from "./quote-button.tsx";

interface LineItemProps {
  readonly ref: Ref<HTMLLIElement>;
  readonly index: number;
  /** Its number in the meeting, and the number of paragraphs; -1: unknown. */
  readonly number: number;
  readonly total: number;
  readonly line: Line;
  readonly clock: Clock;
  readonly actions: LineActions;
  readonly isSpoken: boolean;
  readonly isDimmed: boolean;
  readonly matches: readonly Match[] | undefined;
  /** The index of the match that the person has stepped to. */
  readonly currentMatch: number | null;
}

/** One paragraph: its speaker, time and text. A click on a word goes to that word. */
export const LineItem = memo(function LineItem(props: LineItemProps) {
  const { ref, index, number, total, line, clock, actions, isSpoken, isDimmed, matches, currentMatch } = props;
  const { speaker, startTime, language } = line;
  const { unnamed, goTo } = useMessages();
  const name = speaker.name ?? unnamed;
  const seekWord = (event: MouseEvent<HTMLElement>) => {
    const timeMs = clickedTime(event, line);
    if (timeMs !== null) actions.seek(timeMs, line.id);
  };
  return (
    <li
      ref={ref}
      className="line"
      data-index={index}
      data-line={line.id}
      aria-posinset={number}
      aria-setsize={total}
      data-dimmed={isDimmed || undefined}
      aria-current={isSpoken ? "time" : undefined}
      style={{ "--hue": speaker.hue }}
    >
      <span className="avatar" aria-hidden="true">
        {[...name][0]}
      </span>
      <div className="line-head">
        <span className="speaker">{name}</span>
        <button
          type="button"
          className="line-time"
          aria-label={goTo(formatTime(startTime))}
          onClick={() => actions.seek(startTime, line.id)}
        >
          {formatTime(startTime)}
        </button>
        <QuoteButton line={line} speakerName={name} linkTo={actions.linkTo} />
      </div>
      <p lang={language} onClick={seekWord}>
        <LineText line={line} clock={clock} isSpoken={isSpoken} matches={matches} currentMatch={currentMatch} />
      </p>
    </li>
  );
});

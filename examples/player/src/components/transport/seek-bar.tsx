import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useMessages } from "../../language/use-messages.ts";
import type { Clock } from "../../playback/clock.ts";
import { formatTime, speakTime } from "../../playback/time-text.ts";
import { useClock } from "../../playback/use-clock.ts";
import type { Hits } from "../../search/hits.ts";
import type { Turn } from "../../speakers/turns.ts";
import { TimeMarks } from "./time-marks.tsx";

const SECOND_MS = 1000;

interface SeekBarProps {
  readonly clock: Clock;
  readonly durationMs: number;
  readonly onSeek: (timeMs: number) => void;
  readonly hits: Hits | null;
  readonly followed: { readonly turns: readonly Turn[]; readonly hue: number } | null;
}

/** The time bar. While a person drags it, it shows the time at which it would be released; then it goes there. */
export function SeekBar({ clock, durationMs, onSeek, hits, followed }: SeekBarProps) {
  const { position, positionOf, language } = useMessages();
  const clockSeconds = useClock(clock, ({ timeMs }) => Math.floor(timeMs / SECOND_MS));
  const [draggedTo, setDraggedTo] = useState<number | null>(null);
  const seconds = draggedTo ?? clockSeconds;
  const timeMs = seconds * SECOND_MS;
  const commit = (value: number) => {
    setDraggedTo(null);
    onSeek(value * SECOND_MS);
  };
  const bar = useCommit(commit);
  return (
    <div className="seek">
      <output className="time">{formatTime(timeMs)}</output>
      <div className="bar-of-time">
        <TimeMarks durationMs={durationMs} hits={hits} followed={followed} />
        <input
          ref={bar}
          type="range"
          aria-label={position}
          aria-valuetext={
            durationMs === 0 ? undefined : positionOf(speakTime(timeMs, language), speakTime(durationMs, language))
          }
          style={{ "--played": durationMs === 0 ? 0 : timeMs / durationMs }}
          min={0}
          max={Math.floor(durationMs / SECOND_MS)}
          value={seconds}
          disabled={durationMs === 0}
          onChange={(event) => setDraggedTo(Number(event.target.value))}
          // A drag that ends where it began causes no `change`.
          onPointerUp={() => draggedTo !== null && commit(draggedTo)}
        />
      </div>
      <span className="time">{durationMs === 0 ? "–:––" : formatTime(durationMs)}</span>
    </div>
  );
}

/** The browser's own `change` comes at the end of a drag; React's comes with every step of it. */
function useCommit(onCommit: (value: number) => void) {
  const input = useRef<HTMLInputElement>(null);
  const commit = useEffectEvent(() => onCommit(Number(input.current?.value)));
  useEffect(() => {
    const element = input.current;
    const change = () => commit();
    element?.addEventListener("change", change);
    return () => element?.removeEventListener("change", change);
  }, []);
  return input;
}

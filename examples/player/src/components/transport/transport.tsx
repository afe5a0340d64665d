import { memo } from "react";
import { useMessages } from "../../language/use-messages.ts";
import type { Clock } from "../../playback/clock.ts";
import { useClock } from "../../playback/use-clock.ts";
import type { Hits } from "../../search/hits.ts";
import type { Turn } from "../../speakers/turns.ts";
import { Icon } from "../icon.tsx";
import { JumpForm } from "./jump-form.tsx";
import { SeekBar } from "./seek-bar.tsx";

const SPEEDS = [0.5, 1, 1.25, 1.5, 2, 4];

interface TransportProps {
  readonly clock: Clock;
  /** There is something to play, even if its length is not known. */
  readonly hasText: boolean;
  readonly onPlay: () => void;
  readonly onSeek: (timeMs: number) => void;
  readonly hits: Hits | null;
  /** The turns of the followed speaker, and the hue of that speaker's colour. */
  readonly followed: { readonly turns: readonly Turn[]; readonly hue: number } | null;
}

/** The controls of the clock. They are not drawn again when pages arrive. */
export const Transport = memo(function Transport({ clock, hasText, onPlay, onSeek, hits, followed }: TransportProps) {
  const messages = useMessages();
  const playing = useClock(clock, (state) => state.playing);
  const durationMs = useClock(clock, (state) => state.durationMs);
  return (
    <section className="transport" aria-label={messages.playback}>
      <button type="button" className="play" disabled={!hasText} onClick={onPlay}>
        <Icon name={playing ? "pause" : "play"} />
        <span className="visually-hidden">{playing ? messages.pause : messages.play}</span>
      </button>
      <SeekBar clock={clock} durationMs={durationMs} onSeek={onSeek} hits={hits} followed={followed} />
      <Speed clock={clock} />
      <JumpForm durationMs={durationMs} onJump={onSeek} />
      <Hints />
    </section>
  );
});

function Speed({ clock }: Pick<TransportProps, "clock">) {
  const { speed: label } = useMessages();
  const speed = useClock(clock, (state) => state.speed);
  const speeds = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed];
  return (
    <label className="speed">
      <span className="visually-hidden">{label}</span>
      <select value={speed} onChange={(event) => clock.setSpeed(Number(event.target.value))}>
        {speeds.map((value) => (
          <option key={value} value={value}>
            {value}×
          </option>
        ))}
      </select>
    </label>
  );
}

function Hints() {
  const { hints } = useMessages();
  return (
    <p className="hints">
      <kbd>Space</kbd> {hints.play} <kbd>←</kbd> <kbd>→</kbd> {hints.step} <kbd>Shift</kbd> {hints.longStep}{" "}
      <kbd>/</kbd> {hints.search}
    </p>
  );
}

import type { Clock } from "../playback/clock.ts";
import { formatTime, speakTime } from "../playback/time-text.ts";
import { useClock } from "../playback/use-clock.ts";
import { JumpForm } from "./jump-form.tsx";

const SPEEDS = [0.5, 1, 1.5, 2, 4];
const SECOND_MS = 1000;

interface TransportProps {
  readonly clock: Clock;
  readonly onSeek: (timeMs: number) => void;
}

/** The controls of the clock. */
export function Transport({ clock, onSeek }: TransportProps) {
  const playing = useClock(clock, (state) => state.playing);
  const speed = useClock(clock, (state) => state.speed);
  const durationMs = useClock(clock, (state) => state.durationMs);
  const empty = durationMs === 0;
  return (
    <section className="transport" aria-label="Playback">
      <button type="button" className="play" disabled={empty} onClick={() => clock.toggle()}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={playing ? "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z" : "M8 5v14l11-7z"} />
        </svg>
        <span className="visually-hidden">{playing ? "Pause" : "Play"}</span>
      </button>
      <SeekBar clock={clock} durationMs={durationMs} onSeek={onSeek} />
      <label className="speed">
        <span className="visually-hidden">Speed</span>
        <select value={speed} onChange={(event) => clock.setSpeed(Number(event.target.value))}>
          {SPEEDS.map((value) => (
            <option key={value} value={value}>
              {value}×
            </option>
          ))}
        </select>
      </label>
      <JumpForm durationMs={durationMs} onJump={onSeek} />
      <p className="hint">
        <kbd>Space</kbd> play, <kbd>←</kbd> <kbd>→</kbd> 5 s, with <kbd>Shift</kbd> 30 s
      </p>
    </section>
  );
}

interface SeekBarProps extends TransportProps {
  readonly durationMs: number;
}

function SeekBar({ clock, durationMs, onSeek }: SeekBarProps) {
  const seconds = useClock(clock, ({ timeMs }) => Math.floor(timeMs / SECOND_MS));
  const timeMs = seconds * SECOND_MS;
  return (
    <div className="seek">
      <output className="time">{formatTime(timeMs)}</output>
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={`${speakTime(timeMs)} of ${speakTime(durationMs)}`}
        min={0}
        max={Math.floor(durationMs / SECOND_MS)}
        value={seconds}
        disabled={durationMs === 0}

        onChange={(event) => onSeek(Number(event.target.value) * SECOND_MS)}
      />
      <span className="time">{formatTime(durationMs)}</span>
    </div>
  );
}

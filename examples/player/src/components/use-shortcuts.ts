import { useEffect } from "react";
import type { Clock } from "../playback/clock.ts";

const STEP_MS = 5000;
const LONG_STEP_MS = 30_000;

/** Space plays and pauses; the arrows go back and on. Whoever types, or operates a control, is left alone. */
export function useShortcuts(clock: Clock, seek: (timeMs: number) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isControl(event.target)) return;
      const step = event.shiftKey ? LONG_STEP_MS : STEP_MS;
      if (event.key === " ") clock.toggle();
      else if (event.key === "ArrowLeft") seek(clock.state.timeMs - step);
      else if (event.key === "ArrowRight") seek(clock.state.timeMs + step);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [clock, seek]);
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, select, button, textarea") !== null;
}

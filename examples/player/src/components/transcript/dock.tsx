import { useCallback } from "react";
import { useMessages } from "../../language/use-messages.ts";
import type { Navigation } from "../../player/use-navigation.ts";
import type { Clock } from "../../playback/clock.ts";
import { formatTime } from "../../playback/time-text.ts";
import { useClock } from "../../playback/use-clock.ts";
import type { Transcript } from "../../transcript/use-transcript.ts";
import { ProblemNotice } from "../problem-notice.tsx";

interface DockProps {
  readonly transcript: Transcript;
  readonly clock: Clock;
  readonly navigation: Navigation;
  readonly onSignIn: (() => void) | null;
}

/** Always visible above the lower edge of the transcript: the button that returns to the clock, and problems. */
export function Dock({ transcript, clock, navigation, onSignIn }: DockProps) {
  const { window, trouble, run } = transcript;
  const { focus, returnToClock } = navigation;
  const playing = useClock(clock, (state) => state.playing);
  const hasLines = window !== null && window.lines.length > 0;
  const isAway = focus.kind === "paragraph" ? playing : focus.kind !== "clock";
  const task = trouble?.task;
  const retry = useCallback(() => task && run(task), [task, run]);
  return (
    <div className="dock" data-alone={!hasLines || undefined}>
      {hasLines && isAway && <ReturnButton clock={clock} onReturn={returnToClock} />}
      {trouble !== null && (
        <ProblemNotice problem={trouble.problem} attempt={trouble.attempt} onRetry={retry} onSignIn={onSignIn} />
      )}
    </div>
  );
}

function ReturnButton({ clock, onReturn }: { readonly clock: Clock; readonly onReturn: () => void }) {
  const { backTo } = useMessages();
  const time = useClock(clock, ({ timeMs }) => formatTime(timeMs));
  return (
    <button type="button" className="return" onClick={onReturn}>
      {backTo(time)}
    </button>
  );
}

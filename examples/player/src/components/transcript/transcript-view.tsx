import { useState } from "react";
import { useMessages } from "../../language/use-messages.ts";
import type { Focus } from "../../player/focus.ts";
import type { Navigation } from "../../player/use-navigation.ts";
import type { LineActions } from "../../player/use-line-actions.ts";
import type { Clock } from "../../playback/clock.ts";
import type { Transcript } from "../../transcript/use-transcript.ts";
import { Dock } from "./dock.tsx";
import { LineList } from "./line-list.tsx";
import { Skeleton } from "./skeleton.tsx";
import type { Marks } from "./use-marks.ts";
import { useLeaving } from "./use-leaving.ts";

const SCROLL_KEYS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"]);

interface TranscriptViewProps {
  readonly transcript: Transcript;
  readonly clock: Clock;
  readonly navigation: Navigation;
  readonly marks: Marks;
  readonly followedKey: string | null;
  readonly actions: LineActions;
  /** The number for the whole meeting; null until it is known. */
  readonly paragraphCount: number | null;
  readonly onSignIn: (() => void) | null;
  readonly onSee: (timeMs: number | null) => void;
}

/**
 * The transcript. It shows the part that has been read, and reads more when the person or the clock comes near its
 * ends.
 */
export function TranscriptView(props: TranscriptViewProps) {
  const { transcript, clock, navigation, onSignIn } = props;
  const { window, busy, trouble } = transcript;
  const messages = useMessages();
  // This is a state, because the lines are measured in the element: they are drawn when it exists, before the browser
  // paints.
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { leave } = navigation;
  const onOwnScroll = useLeaving(scroller, leave);
  return (
    <main className="stage">
      <section
        ref={setScroller}
        className="transcript"
        aria-label={messages.transcript}
        aria-busy={busy !== null}
        tabIndex={0}
        onWheel={leave}
        onTouchMove={leave}
        onPointerDown={({ target, currentTarget }) => target === currentTarget && leave()}
        onKeyDown={({ key }) => SCROLL_KEYS.has(key) && leave()}
      >
        {window === null && trouble === null && <Skeleton />}
        {window !== null && scroller !== null && (
          <Lines {...props} window={window} scroller={scroller} focus={navigation.focus} onOwnScroll={onOwnScroll} />
        )}
      </section>
      {busy === "open" && trouble === null && (
        <p className="opening" role="status">
          {messages.opening}
        </p>
      )}
      <Dock transcript={transcript} clock={clock} navigation={navigation} onSignIn={onSignIn} />
    </main>
  );
}

interface LinesProps extends TranscriptViewProps {
  readonly window: NonNullable<Transcript["window"]>;
  readonly scroller: HTMLElement;
  readonly focus: Focus;
  readonly onOwnScroll: (offset: number) => void;
}

function Lines({ navigation: _navigation, onSignIn: _onSignIn, ...props }: LinesProps) {
  const { nothingSaid } = useMessages();
  if (props.window.lines.length === 0) return <p className="empty">{nothingSaid}</p>;
  return <LineList key={props.transcript.opened} {...props} />;
}

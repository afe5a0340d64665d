import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { useMessages } from "../language/use-messages.ts";
import { formatTime } from "../playback/time-text.ts";
import type { Line } from "../transcript/line.ts";

interface PrintSheetProps {
  readonly title: string;
  /** The whole meeting as text; null: the paragraphs read so far are printed. */
  readonly text: string | null;
  readonly lines: readonly Line[];
}

/** Printed instead of the page. It exists only while the browser prints. */
export function PrintSheet({ title, text, lines }: PrintSheetProps) {
  const { unnamed } = useMessages();
  const isPrinting = useIsPrinting();
  if (!isPrinting) return null;
  return createPortal(
    <article className="print-sheet">
      <h1>{title}</h1>
      {text === null
        ? lines.map((line) => (
            <p key={line.id}>
              [{formatTime(line.startTime)}] <strong>{line.speaker.name ?? unnamed}</strong> {line.text}
            </p>
          ))
        : text.split("\n").map((paragraph, index) => <p key={index}>{paragraph}</p>)}
    </article>,
    document.body,
  );
}

/** True from directly before the browser prints until it has printed. */
function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    // The browser prints the page as it is when the event ends.
    const begin = () => flushSync(() => setIsPrinting(true));
    const end = () => setIsPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting;
}

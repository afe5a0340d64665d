import { useMessages } from "../../language/use-messages.ts";
import type { Line } from "../../transcript/line.ts";
import { toQuote } from "../../transcript/quote.ts";
import { useCopy } from "../use-copy.ts";

interface QuoteButtonProps {
  readonly line: Line;
  readonly speakerName: string;
  readonly linkTo: (timeMs: number) => string;
}

/** Copies the selected text of the line, otherwise the whole line, with speaker, time and a link. */
export function QuoteButton({ line, speakerName, linkTo }: QuoteButtonProps) {
  const { copyQuote, copied, notCopied } = useMessages();
  const { outcome, copy } = useCopy();
  const { startTime, text } = line;
  const quote = (button: Element) => {
    const words = selectedIn(button.closest("li")) ?? text;
    copy(toQuote(words, { speakerName, timeMs: startTime, link: linkTo(startTime) }));
  };
  return (
    <button
      type="button"
      className="quote"
      data-outcome={outcome ?? undefined}
      // Otherwise the selection would disappear before the click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={({ currentTarget }) => quote(currentTarget)}
    >
      {outcome === null ? copyQuote : outcome === "copied" ? copied : notCopied}
    </button>
  );
}

/** The selected text if all of it is in this element; otherwise null. */
function selectedIn(element: Element | null): string | null {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || element === null) return null;
  const isInside = element.contains(selection.anchorNode) && element.contains(selection.focusNode);
  return isInside ? selection.toString() : null;
}

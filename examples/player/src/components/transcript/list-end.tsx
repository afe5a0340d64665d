import { useMessages } from "../../language/use-messages.ts";
import type { Transcript } from "../../transcript/use-transcript.ts";

interface ListEndProps {
  readonly transcript: Transcript;
  readonly kind: "earlier" | "later";
}

/**
 * One end of the lines read so far: the meeting's end, or a page that is being read. Its height is the same in both
 * cases.
 */
export function ListEnd({ transcript: { window }, kind }: ListEndProps) {
  const { beginning, end, loading } = useMessages();
  if (window === null) return null;
  const hasEnded = (kind === "earlier" ? window.before : window.after) === null;
  const edge = kind === "earlier" ? beginning : end;
  return (
    <p className="list-end" data-kind={kind} data-ended={hasEnded}>
      {hasEnded ? edge : loading}
    </p>
  );
}

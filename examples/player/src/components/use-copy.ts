import { useCallback, useEffect, useState } from "react";

const SHOWN_MS = 2000;

/** Copies a text. For a moment the result says whether that succeeded; otherwise it is null. */
export function useCopy(): { readonly outcome: "copied" | "refused" | null; readonly copy: (text: string) => void } {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = useCallback((text: string) => {
    writeClipboard(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  }, []);
  return { outcome, copy };
}

/** Rejects if the browser has no clipboard for this page, or does not allow it. */
const writeClipboard = async (text: string) => navigator.clipboard.writeText(text);

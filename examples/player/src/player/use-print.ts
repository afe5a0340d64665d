import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { readCaptions } from "../captions/caption-file.ts";
import type { TranscriptClient } from "../transcript/client.ts";

/**
 * Reads the whole meeting and prints it. If that fails, the paragraphs read so far are printed. `text` is null until
 * the meeting has been read. It is not printed if the person leaves it meanwhile.
 */
export function usePrint(client: TranscriptClient, conferenceId: string) {
  const [text, setText] = useState<string | null>(null);
  const isLeft = useRef(false);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);
  const print = useCallback(() => {
    const proceed = (read: string | null) => {
      if (isLeft.current) return;
      flushSync(() => setText(read));
      globalThis.print();
    };
    readCaptions(client, conferenceId, "TEXT").then(proceed, () => proceed(null));
  }, [client, conferenceId]);
  return { text, print };
}

import { useCallback, useState } from "react";
import { flushSync } from "react-dom";
import { readCaptions } from "../captions/caption-file.ts";
import type { TranscriptClient } from "../transcript/client.ts";

/** Reads the whole meeting and prints it; when it cannot be read, what has been read is printed. `text` is null until then. */
export function usePrint(client: TranscriptClient, conferenceId: string) {
  const [text, setText] = useState<string | null>(null);
  const print = useCallback(() => {
    const proceed = (read: string | null) => {
      flushSync(() => setText(read));
      globalThis.print();
    };
    readCaptions(client, conferenceId, "TEXT").then(proceed, () => proceed(null));
  }, [client, conferenceId]);
  return { text, print };
}

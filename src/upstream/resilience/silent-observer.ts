import type { UpstreamObserver } from "../../transcript/upstream-observer.js";

/** Watches nothing. The interface lies with the port, in `transcript/`, so that every layer can implement it. */
export const SILENT: UpstreamObserver = { onCall: () => {}, onBreaker: () => {} };

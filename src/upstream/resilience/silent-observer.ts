import type { UpstreamObserver } from "../../transcript/upstream-observer.js";

/** An observer that does nothing. */
export const SILENT: UpstreamObserver = { onCall: () => {}, onBreaker: () => {} };

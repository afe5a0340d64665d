/** The calls to DingTalk that a run cost, from `extensions.upstream`. */
export interface UpstreamCost {
  /** Calls that were made for this run. */
  readonly calls: number;
  /** Calls that the cache saved. */
  readonly saved: number;
  /** Null: the run read nothing, so the response does not contain it. */
  readonly callsThisMonth: number | null;
}

/**
 * The cost in a response, which is the text of the response editor. Null if it has no data, for example after
 * a network error.
 */
export function readCost(response: string): UpstreamCost | null {
  const { data, extensions } = parseResponse(response);
  if (data === undefined) return null;
  return extensions?.upstream ?? { calls: 0, saved: 0, callsThisMonth: null };
}

interface Response {
  readonly data?: unknown;
  readonly extensions?: { readonly upstream?: UpstreamCost };
}

function parseResponse(text: string): Response {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

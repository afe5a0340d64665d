/** What a run cost in calls to DingTalk; the gateway says so in `extensions.upstream`. */
export interface UpstreamCost {
  /** Calls that went out for this run. */
  readonly calls: number;
  /** Calls that the cache saved it. */
  readonly saved: number;
  /** Null: this run read nothing, so the response does not say. */
  readonly callsThisMonth: number | null;
}

/** The cost that a response tells, as the text of the response editor. Null: it is no response with data, such as a network error. */
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

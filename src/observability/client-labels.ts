import type { ClientInfo } from "./client-info.js";

/** The labels of one client in the metrics. */
export interface ClientLabels {
  readonly client: string;
  readonly client_version: string;
}

/** In Prometheus each pair of name and version is a separate series, as long as the process runs. */
const MAX_PAIRS = 100;

const NAMELESS: ClientLabels = { client: "none", client_version: "none" };
const OTHER: ClientLabels = { client: "other", client_version: "other" };

/**
 * Turns clients' names and versions into labels, at most `maxPairs` of them; later clients are `other`. A name gets a
 * label only after one of its operations made a successful call, so callers without a token cannot use up the labels.
 */
export class ClientLabelList {
  readonly #known = new Map<string, ClientLabels>();

  constructor(readonly maxPairs: number = MAX_PAIRS) {}

  /** `isTrusted`: the operation had data from the upstream. */
  of({ name, version }: ClientInfo, isTrusted: boolean): ClientLabels {
    if (name === null) return NAMELESS;
    const key = `${name} ${version ?? ""}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (!isTrusted || this.#known.size >= this.maxPairs) return OTHER;
    const labels = { client: name, client_version: version ?? "none" };
    this.#known.set(key, labels);
    return labels;
  }
}

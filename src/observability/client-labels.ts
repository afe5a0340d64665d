import type { ClientInfo } from "./client-info.js";

/** The labels of one client in the metrics. */
export interface ClientLabels {
  readonly client: string;
  readonly client_version: string;
}

/** Each pair of name and version is a series of its own in Prometheus, for as long as the process runs. */
const MAX_PAIRS = 100;

const NAMELESS: ClientLabels = { client: "none", client_version: "none" };
const OTHER: ClientLabels = { client: "other", client_version: "other" };

/**
 * Turns what clients say about themselves into labels, of which there are at most `maxPairs`: whoever comes later is `other`. A name gets a
 * label only once its operation has succeeded at a call to the upstream, so nobody without a token can use the labels up.
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

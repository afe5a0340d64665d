import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Paragraph } from "../transcript/model.js";
import { ageOf } from "../upstream/resilience/age.js";

const MAX_PROOFS = 100_000;

/** Evidence, from an operator's own call, that the upstream lets the operator read a transcript. */
export interface Proof {
  /** The digest of the transcript's first paragraph; null if the transcript is empty. */
  readonly firstParagraph: string | null;
  /** When the upstream returned that paragraph, in milliseconds. */
  readonly at: number;
}

/**
 * The proofs of all operators. A proof is valid for a limited time, and only for a cached transcript with the same
 * first paragraph. An equal first paragraph does not prove that the rest is equal.
 */
export class AccessProofs {
  // Not `max`: lru-cache would create its arrays at their full length at once, which takes tens of milliseconds.
  readonly #proofs = new LRUCache<string, Proof>({ maxSize: MAX_PROOFS, sizeCalculation: () => 1 });

  /** `validMs`: how long a proof is valid. `now`: a clock in milliseconds. */
  constructor(
    readonly validMs: number,
    readonly now: () => number,
  ) {}

  /** The owner's valid proof, or null. `key` names the owner's own transcript. */
  get(key: string): Proof | null {
    const proof = this.#proofs.get(key);
    return proof !== undefined && ageOf(proof.at, this.now()) < this.validMs ? proof : null;
  }

  /** Records that the upstream has just returned this first paragraph to this owner. */
  set(key: string, first: Paragraph | undefined): void {
    this.#proofs.set(key, { firstParagraph: digestOf(first), at: this.now() });
  }

  /** Removes the proof of an owner whom the upstream has refused. */
  delete(key: string): void {
    this.#proofs.delete(key);
  }
}

const digests = new WeakMap<Paragraph, string>();

/** A digest of a paragraph's content, without its token; null if there is no paragraph. */
export function digestOf(paragraph: Paragraph | undefined): string | null {
  if (paragraph === undefined) return null;
  const known = digests.get(paragraph) ?? hash("sha256", JSON.stringify(contentOf(paragraph)), "base64url");
  digests.set(paragraph, known);
  return known;
}

function contentOf(paragraph: Paragraph): unknown {
  const spoken = Array.from(paragraph.sentences, ({ unionId, text, startTime, endTime, words }) => [
    [unionId, text, startTime, endTime],
    Array.from(words, (word) => [word.text, word.wordId, word.startTime, word.endTime]),
  ]);
  const { recordId, status, unionId, nickName, text, startTime, endTime } = paragraph;
  return [recordId, status, unionId, nickName, text, startTime, endTime, spoken];
}

import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Paragraph } from "../transcript/model.js";

const MAX_PROOFS = 100_000;

/** What the upstream has shown an operator. */
export interface Proof {
  /** The digest of the transcript's first paragraph; null: it had none. */
  readonly firstParagraph: string | null;
  /** When, in milliseconds. */
  readonly at: number;
}

/**
 * Who has proved, with a call of their own, that the upstream lets them read a transcript. A proof holds for some time, and only for a
 * cached transcript with the same first paragraph. That the first paragraphs are equal does not prove that the rest is.
 */
export class AccessProofs {
  readonly #proofs = new LRUCache<string, Proof>({ max: MAX_PROOFS });

  /** `validMs`: how long a proof holds; `now`: milliseconds. */
  constructor(
    readonly validMs: number,
    readonly now: () => number,
  ) {}

  /** What this owner was shown; null when that is too long ago, or never was. `key`: of the owner's own transcript. */
  get(key: string): Proof | null {
    const proof = this.#proofs.get(key);
    return proof !== undefined && this.now() - proof.at < this.validMs ? proof : null;
  }

  /** The upstream has just shown this owner a transcript that begins with this paragraph. */
  set(key: string, first: Paragraph | undefined): void {
    this.#proofs.set(key, { firstParagraph: digestOf(first), at: this.now() });
  }

  /** The upstream has refused this owner. */
  delete(key: string): void {
    this.#proofs.delete(key);
  }
}

const digests = new WeakMap<Paragraph, string>();

/** A digest of all that the upstream says of a paragraph but its token; null when there is none. */
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

import { BadUserInput } from "../../../src/errors.js";
import { selectPage } from "../../../src/simulator/paging.js";
import { DEFAULT_BEHAVIOUR, type PagingBehaviour } from "../../../src/simulator/paging-behaviour.js";
import type { Page } from "../../../src/transcript/model.js";
import type { PageRequest, PageSource } from "../../../src/transcript/page-source.js";
import type { Change, Entry, LivingMeeting } from "./meeting.js";

/** How an upstream serves a living meeting. */
export interface LivingBehaviour extends Pick<
  PagingBehaviour,
  | "tokenPlace"
  | "hasMore"
  | "tokenOverlap"
  | "startTimeInclusive"
  | "tokensBoundToDirection"
  | "tokensAreTimes"
  | "ties"
> {
  /** The token of a removed paragraph is refused, or leads to the paragraphs after it. */
  readonly removedToken: "refused" | "valid";
  /** How many paragraphs each page may have beyond those that progress needs; they change from call to call. */
  readonly limits: readonly number[];
  /** Which tokens are refused, in turn. Empty: none. */
  readonly refusals: readonly boolean[];
}

/** The first token of the upstream; beyond 2^53. */
const FIRST_TOKEN = 1_631_172_045_153_000_000n;
/** Tokens of the simulator, which numbers the paragraphs of one page. */
const NUMBERED = { firstToken: 1001n, step: 1001n } as const;

/** An upstream of a living meeting, whose tokens stay with their paragraphs. */
export class LivingSource implements PageSource {
  calls = 0;
  /** The changes that happen while the next calls are made, one a call. */
  pending: Change[] = [];
  #tokensAsked = 0;

  /** `moment`: the moment of the next change. */
  constructor(
    readonly meeting: LivingMeeting,
    readonly behaviour: LivingBehaviour,
    readonly moment: () => number,
  ) {}

  async getPage({ direction, maxResults, start }: PageRequest): Promise<Page> {
    this.calls += 1;
    const change = this.pending.shift();
    if (change !== undefined) this.meeting.apply(change, this.moment());
    const { current } = this.meeting;
    const entries = current.map(({ entry }) => entry);
    const token = start !== null && "token" in start ? this.#toNumber(start.token, entries, direction) : null;
    const query = {
      direction: direction === "ascending" ? "0" : "1",
      maxResults,
      startTime: start !== null && "startTime" in start ? start.startTime : null,
      nextToken: token,
    } as const;
    const items = current.map(({ paragraph }) => paragraph);
    const page = selectPage(items, query, this.#paging(items.length), this.calls);
    if (page === null) throw new BadUserInput("nextToken is not valid");
    const tokenOf = (number: string | null) => number && this.#fromNumber(number, entries);
    const paragraphs = page.items.map(({ paragraph, token: number }) => ({ ...paragraph, token: tokenOf(number) }));
    return { paragraphs, hasMore: page.hasMore, token: tokenOf(page.pageToken) };
  }

  #paging(length: number): PagingBehaviour {
    const { limits, refusals, ...rest } = this.behaviour;
    const limit = this.#minLimit(length) + (limits[this.calls % limits.length] ?? 0);
    return {
      ...DEFAULT_BEHAVIOUR,
      ...rest,
      firstToken: NUMBERED.firstToken,
      pageLimit: () => limit,
      refusesToken: () => refusals[this.#tokensAsked++ % refusals.length] ?? false,
    };
  }

  /** Reading cannot continue if a page is full of paragraphs that start together, or precede the requested one. */
  #minLimit(length: number): number {
    const { meeting, behaviour } = this;
    const { tokenPlace, refusals, removedToken, tokenOverlap, tokensAreTimes } = behaviour;
    const usesTime = tokenPlace === "none" || refusals.some(Boolean) || removedToken === "refused";
    if (usesTime) return meeting.falls ? length + 14 : 2 * meeting.largestGroup + 4;
    return tokenOverlap + (tokensAreTimes ? meeting.largestGroup : 0) + 4;
  }

  #keyOf({ key, groupKey }: Entry): bigint {
    return this.behaviour.tokensAreTimes ? groupKey : key;
  }

  /** Twice the key, and one more if the token is of a descending page. */
  #fromNumber(number: string, entries: readonly Entry[]): string {
    const value = BigInt(number) - NUMBERED.firstToken;
    const entry = entries[Number(value / NUMBERED.step)];
    if (entry === undefined) throw new Error(`there is no paragraph for token ${number}`);
    return String(FIRST_TOKEN + 2n * this.#keyOf(entry) + (value % NUMBERED.step));
  }

  /** The simulator's token now; null: the page begins at the start. @throws BadUserInput if the token is refused. */
  #toNumber(token: string, entries: readonly Entry[], direction: PageRequest["direction"]): string | null {
    const value = BigInt(token) - FIRST_TOKEN;
    const index = this.#indexOf(value / 2n, entries, direction);
    if (index === -1) return null;
    return String(NUMBERED.firstToken + BigInt(index) * NUMBERED.step + (value % 2n));
  }

  #indexOf(key: bigint, entries: readonly Entry[], direction: PageRequest["direction"]): number {
    const index = entries.findIndex((entry) => this.#keyOf(entry) === key);
    if (index !== -1) return index;
    if (this.behaviour.removedToken === "refused") throw new BadUserInput("nextToken is not valid");
    if (direction === "descending") return entries.findIndex((entry) => this.#keyOf(entry) > key);
    const before = entries.findLast((entry) => this.#keyOf(entry) < key);
    return entries.findIndex((entry) => before !== undefined && this.#keyOf(entry) === this.#keyOf(before));
  }
}

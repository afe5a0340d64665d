import { BadUserInput } from "../../src/errors.js";
import type { Page, Paragraph } from "../../src/transcript/model.js";
import { PagedReader } from "../../src/transcript/paged/paged-reader.js";
import type { PageRequest, PageSource } from "../../src/transcript/page-source.js";
import { DEFAULT_BEHAVIOUR, type PagingBehaviour } from "../../src/simulator/paging-behaviour.js";
import { selectPage } from "../../src/simulator/paging.js";

/** An upstream in memory: any transcript, any behaviour, and a record of the calls. */
export class FakeSource implements PageSource {
  readonly calls: PageRequest[] = [];
  readonly #behaviour: PagingBehaviour;

  constructor(
    public transcript: readonly Paragraph[],
    behaviour: Partial<PagingBehaviour> = {},
  ) {
    this.#behaviour = { ...DEFAULT_BEHAVIOUR, ...behaviour };
  }

  async getPage(request: PageRequest): Promise<Page> {
    this.calls.push(request);
    const { direction, maxResults, start } = request;
    const query = {
      direction: direction === "ascending" ? "0" : "1",
      maxResults,
      startTime: start !== null && "startTime" in start ? start.startTime : null,
      nextToken: start !== null && "token" in start ? start.token : null,
    } as const;
    const page = selectPage(this.transcript, query, this.#behaviour, this.calls.length);
    if (page === null) throw new BadUserInput("nextToken is not valid");
    const paragraphs = page.items.map(({ paragraph, token }) => ({ ...paragraph, token }));
    return { paragraphs, hasMore: page.hasMore, token: page.pageToken };
  }
}

/** A paragraph with the values that paging needs; the others do not matter. */
export function paragraphAt(startTime: number, text: string): Paragraph {
  return {
    token: null,
    recordId: "9223372036854770001",
    status: 1,
    unionId: "union",
    nickName: null,
    text,
    startTime,
    endTime: startTime + 500,
    sentences: [],
  };
}

/** Paragraphs a second apart, each with a text of its own. */
export const evenTranscript = (length: number): Paragraph[] =>
  Array.from({ length }, (_, index) => paragraphAt(index * 1000, `paragraph ${index}`));

/** A paged reader over a source, for tests that ignore its warnings. */
export const pagedReader = (source: PageSource): PagedReader =>
  new PagedReader(source, { onFalseHasMore: () => undefined });

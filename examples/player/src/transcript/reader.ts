import {
  EarlierParagraphsDocument,
  FindMomentDocument,
  LaterParagraphsDocument,
  OpenAroundDocument,
  OpenBeginningDocument,
  OpenEndDocument,
  type PageFragment,
} from "../__generated__/operations.ts";
import type { SpeakerBook } from "../speakers/speaker-book.ts";
import type { TranscriptClient } from "./client.ts";
import { toLine } from "./line.ts";
import { append, openWindow, prepend, renewEnd, type TranscriptWindow, type WindowPage } from "./window.ts";

/** The number of paragraphs in a page. A call to DingTalk costs the same for any number. */
const PAGE_SIZE = 200;
/** Enough to fill a screen. A smaller first page arrives sooner, and the next page follows at once. */
const FIRST_PAGE_SIZE = 50;

/** The target around which a window is opened: a time, a paragraph with its id and cursor, or the transcript's end. */
export type Target =
  | { readonly kind: "time"; readonly time: number }
  | { readonly kind: "paragraph"; readonly id: string; readonly cursor: string }
  | { readonly kind: "end" };

/** A task: open a new window, read more at one of its ends, or read its end again. */
export type Task =
  { readonly kind: "open"; readonly target: Target } | { readonly kind: "earlier" | "later" | "renew" };

/** Reads one meeting for one caller. */
export class TranscriptReader {
  readonly #ask: TranscriptClient["ask"];
  readonly #conferenceId: string;
  readonly #speakers: SpeakerBook;

  /** The names that are read are added to `speakers`. */
  constructor({ ask }: TranscriptClient, conferenceId: string, speakers: SpeakerBook) {
    this.#ask = ask;
    this.#conferenceId = conferenceId;
    this.#speakers = speakers;
  }

  /** The window after the task; the same window if the task changes nothing. @throws ProblemError */
  async read(task: Task, window: TranscriptWindow | null): Promise<TranscriptWindow> {
    if (task.kind === "open") return this.#open(task.target);
    if (window === null) return this.#openEnd();
    if (task.kind === "renew") return renewEnd(window, await this.#readEnd());
    return task.kind === "earlier" ? this.#readEarlier(window) : this.#readLater(window);
  }

  async #open(target: Target): Promise<TranscriptWindow> {
    if (target.kind === "paragraph") return this.#openAround(target.id, target.cursor);
    if (target.kind === "end") return this.#openEnd();
    return target.time === 0 ? this.#openBeginning() : this.#openAt(target.time);
  }

  async #openBeginning(): Promise<TranscriptWindow> {
    const variables = { conferenceId: this.#conferenceId, count: FIRST_PAGE_SIZE };
    const { conference } = await this.#ask(OpenBeginningDocument, variables);
    return openWindow(this.#toPage(conference.paragraphs));
  }

  async #openEnd(): Promise<TranscriptWindow> {
    return openWindow(await this.#readEnd());
  }

  async #openAt(time: number): Promise<TranscriptWindow> {
    const { conference } = await this.#ask(FindMomentDocument, { conferenceId: this.#conferenceId, time });
    const found = this.#toPage(conference.paragraphs);
    const id = found.lines[0]?.id;
    const cursor = found.pageInfo.startCursor;
    return id === undefined || cursor === null ? this.#openEnd() : this.#openAround(id, cursor);
  }

  async #openAround(id: string, cursor: string): Promise<TranscriptWindow> {
    const variables = { conferenceId: this.#conferenceId, id, cursor, count: PAGE_SIZE / 2 };
    const { paragraph, conference } = await this.#ask(OpenAroundDocument, variables);
    const earlier = this.#toPage(conference.earlier);
    if (paragraph?.__typename !== "Paragraph") return this.#openAfter(earlier);
    const lines = [toLine(paragraph, this.#speakers)];
    const pageInfo = { hasPreviousPage: true, hasNextPage: true, startCursor: cursor, endCursor: cursor };
    return openWindow(earlier, { lines, pageInfo }, this.#toPage(conference.later));
  }

  /** The window of this page and the next. A paragraph between them that has changed since has another id. */
  async #openAfter(earlier: WindowPage): Promise<TranscriptWindow> {
    return earlier.lines.length === 0 ? this.#openBeginning() : this.#readLater(openWindow(earlier));
  }

  async #readEnd(): Promise<WindowPage> {
    const variables = { conferenceId: this.#conferenceId, count: PAGE_SIZE / 2 };
    const { conference } = await this.#ask(OpenEndDocument, variables);
    return this.#toPage(conference.paragraphs);
  }

  async #readEarlier(window: TranscriptWindow): Promise<TranscriptWindow> {
    if (window.before === null) return window;
    const variables = { conferenceId: this.#conferenceId, before: window.before, count: PAGE_SIZE };
    const { conference } = await this.#ask(EarlierParagraphsDocument, variables);
    return prepend(window, this.#toPage(conference.paragraphs));
  }

  async #readLater(window: TranscriptWindow): Promise<TranscriptWindow> {
    if (window.after === null) return window;
    const variables = { conferenceId: this.#conferenceId, after: window.after, count: PAGE_SIZE };
    const { conference } = await this.#ask(LaterParagraphsDocument, variables);
    return append(window, this.#toPage(conference.paragraphs));
  }

  #toPage(page: PageFragment | null | undefined): WindowPage {
    if (!page) throw new Error("a response without an error has its pages");
    return { lines: page.nodes.map((node) => toLine(node, this.#speakers)), pageInfo: page.pageInfo };
  }
}

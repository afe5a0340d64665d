import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CursorCodec } from "../../../src/transcript/cursor.js";
import type { Direction, Paragraph } from "../../../src/transcript/model.js";
import type { Position, PositionedParagraph } from "../../../src/transcript/position.js";
import { planWindow, type Slice } from "../../../src/transcript/window.js";
import { FakeSource, pagedReader, paragraphAt } from "../../support/fake-source.js";
import { cases } from "../../support/random-cases.js";
import { MAX_CHANGES, worlds } from "../../support/worlds.js";

const CASES = cases(1000);
const TIMEOUT_MS = 1_200_000;
const conference = { conferenceId: "c", unionId: null };

/** A change by people or by a running meeting; `at` chooses the paragraph. */
type Change = { readonly kind: "edit" | "grow" | "append"; readonly at: number };

const changes: fc.Arbitrary<readonly (Change | null)[]> = fc.array(
  fc.option(fc.record({ kind: fc.constantFrom("edit" as const, "grow" as const, "append" as const), at: fc.nat(50) })),
  { maxLength: MAX_CHANGES },
);

function apply(transcript: readonly Paragraph[], { kind, at }: Change): readonly Paragraph[] {
  const last = transcript.at(-1);
  if (last === undefined) return transcript;
  if (kind === "append") return [...transcript, paragraphAt(last.startTime + 1000, `said ${transcript.length}.`)];
  const index = kind === "grow" ? transcript.length - 1 : at % transcript.length;
  return transcript.map((paragraph, other) => {
    if (other !== index) return paragraph;
    if (kind === "grow") return { ...paragraph, text: `${paragraph.text} More.`, endTime: paragraph.endTime + 300 };
    return { ...paragraph, text: `${paragraph.text} Corrected.`, nickName: "renamed" };
  });
}

/** An upstream whose transcript changes before each of the first pages. */
class ChangingSource extends FakeSource {
  #pages = 0;
  changes: readonly (Change | null)[] = [];

  override async getPage(...request: Parameters<FakeSource["getPage"]>) {
    const change = this.changes[this.#pages];
    this.#pages += 1;
    if (change !== null && change !== undefined) this.transcript = apply(this.transcript, change);
    return super.getPage(...request);
  }
}

const has = (made: readonly (Change | null)[], kind: Change["kind"]) => made.some((change) => change?.kind === kind);

/** The number of a paragraph, which edits do not change. */
const numberOf = ({ paragraph }: PositionedParagraph): number => Number(/said (\d+)\./.exec(paragraph.text)?.[1]);

function throughCursor(codec: CursorCodec, item: PositionedParagraph): Position {
  const position = codec.decode(codec.encode(item));
  if (typeof position === "string") throw new Error(position);
  return position;
}

/**
 * Walks the whole transcript page by page, each page with a new reader, and returns the numbers in the order of the
 * edges.
 */
async function walk(source: FakeSource, order: Direction, backward: boolean, size: number): Promise<readonly number[]> {
  const codec = new CursorCodec(conference, order);
  const numbers: number[] = [];
  let cursor: Position | null = null;
  for (let page = 0; page <= 60; page += 1) {
    const open = { after: null, before: null, from: null, until: null, order };
    const args = backward
      ? { ...open, first: null, last: size, before: cursor }
      : { ...open, first: size, last: null, after: cursor };
    const [slice]: readonly (Slice | Error | undefined)[] = await pagedReader(source).readWindows([
      planWindow(conference, args),
    ]);
    if (slice === undefined || slice instanceof Error) throw slice ?? new Error("no slice");
    numbers.splice(backward ? 0 : numbers.length, 0, ...slice.items.map(numberOf));
    const edge = backward ? slice.items[0] : slice.items.at(-1);
    if (!(backward ? slice.hasPreviousPage : slice.hasNextPage) || edge === undefined) return numbers;
    cursor = throughCursor(codec, edge);
  }
  throw new Error("the walk has no end");
}

test(
  "a walk through a transcript that is edited and grows in the meantime reads every paragraph once, in order",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds.filter(({ transcript }) => new Set(transcript.map(({ text }) => text)).size === transcript.length),
        changes,
        fc.constantFrom<Direction>("ascending", "descending"),
        fc.boolean(),
        fc.integer({ min: 1, max: 20 }),
        async ({ transcript, behaviour, falls }, made, order, backward, size) => {
          // docs/adr/0001: while a meeting grows, an edited paragraph may be confused with one of another recording
          // that has the same start.
          fc.pre(!falls || !has(made, "edit") || !has(made, "append"));
          const source = new ChangingSource(transcript, behaviour);
          source.changes = made;
          const numbers = await walk(source, order, backward, size);
          const inOrder = order === "ascending" ? numbers : numbers.toReversed();
          expect(inOrder).toEqual(inOrder.map((_, index) => index));
          expect(inOrder.length).toBeGreaterThanOrEqual(transcript.length);
        },
      ),
      CASES,
    );
  },
  TIMEOUT_MS,
);

import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { GatewayError } from "../../src/errors.js";
import { createLoaders } from "../../src/loaders/loaders.js";
import type { PageRequest, PageSource } from "../../src/transcript/page-source.js";
import { fingerprintOf } from "../../src/transcript/position.js";
import { CachedWorld, type SomeArguments, windowOf } from "../support/cached-world.js";
import { evenTranscript, FakeSource, pagedReader } from "../support/fake-source.js";
import { sliceOfList } from "../support/oracle.js";
import { cases } from "../support/random-cases.js";

const conference = { conferenceId: "c", unionId: null };
const plan = (args: SomeArguments) => windowOf(args, conference);

test("windows that are loaded together equal slices of a list, and windows from one start share their calls", async () => {
  const transcript = evenTranscript(60);
  const counts = fc.integer({ min: 0, max: 70 });
  const bound = fc.option(fc.nat(70_000));
  const order = fc.constantFrom("ascending" as const, "descending" as const);
  const requests = fc.oneof(
    fc.record({ first: counts, last: fc.constant(null), until: bound, from: fc.constant(null), order }),
    fc.record({ last: counts, first: fc.constant(null), from: fc.constant(null), until: fc.constant(null), order }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(requests, { minLength: 1, maxLength: 8 }), async (windows) => {
      const source = new FakeSource(transcript);
      const loaders = createLoaders(pagedReader(source));
      const slices = await Promise.all(windows.map((args) => loaders.windows.load(plan(args))));
      for (const [index, args] of windows.entries()) {
        const expected = sliceOfList(transcript, { ...args, after: null, before: null });
        expect(slices[index]?.items.map(({ paragraph }) => paragraph.text)).toEqual(
          expected.indexes.map((place) => transcript[place]?.text),
        );
        expect(slices[index]).toMatchObject({
          hasNextPage: expected.hasNextPage,
          hasPreviousPage: expected.hasPreviousPage,
        });
      }
      const starts = new Set(
        windows.map((args) => {
          const { side, from, until } = plan(args);
          return `${side} ${from} ${until}`;
        }),
      );
      expect(source.calls.length).toBeLessThanOrEqual(2 * starts.size);
    }),
    cases(500),
  );
});

test("a window that is loaded later is served from earlier reads", async () => {
  const source = new FakeSource(evenTranscript(60));
  const { windows } = createLoaders(pagedReader(source));
  await windows.load(plan({ first: 50 }));
  const slice = await windows.load(plan({ first: 20, until: 10_000 }));
  expect(slice.items).toHaveLength(10);
  expect(source.calls).toHaveLength(1);
});

test("a meeting that two operators request is read once for each of them", async () => {
  const source = new FakeSource(evenTranscript(5));
  const { windows } = createLoaders(pagedReader(source));
  await Promise.all(
    ["one", "two"].map((unionId) => windows.load(windowOf({ first: 1 }, { conferenceId: "c", unionId }))),
  );
  expect(source.calls.map((call) => call.conference.unionId)).toEqual(["one", "two"]);
});

test("two requests share nothing", async () => {
  const source = new FakeSource(evenTranscript(5));
  await Promise.all(
    [createLoaders(pagedReader(source)), createLoaders(pagedReader(source))].map(({ windows }) =>
      windows.load(plan({ first: 1 })),
    ),
  );
  expect(source.calls).toHaveLength(2);
});

test("a paragraph by id is read with its neighbours; a missing one is null", async () => {
  const transcript = evenTranscript(100);
  const source = new FakeSource(transcript);
  const { paragraphs } = createLoaders(pagedReader(source));
  const wanted = [70, 40, 55].map((index) => transcript[index]!);
  const found = await Promise.all([
    ...wanted.map((paragraph) =>
      paragraphs.load({ conference, startTime: paragraph.startTime, fingerprint: fingerprintOf(paragraph) }),
    ),
    paragraphs.load({ conference, startTime: 50_500, fingerprint: "aaaaaaaaaaa" }),
  ]);
  expect(found.map((item) => item?.paragraph.text ?? null)).toEqual([
    "paragraph 70",
    "paragraph 40",
    "paragraph 55",
    null,
  ]);
  // One call for the neighbours, and the rest of the transcript for the missing paragraph.
  expect(source.calls.length).toBeLessThanOrEqual(3);
});

test("a cluster of paragraphs that fails does not affect the others", async () => {
  const whole = new FakeSource(evenTranscript(2000));
  const source: PageSource = {
    getPage: async (request: PageRequest) => {
      if (request.start !== null && "startTime" in request.start && request.start.startTime > 1_000_000)
        throw new GatewayError("UPSTREAM_UNAVAILABLE", "down");
      return whole.getPage(request);
    },
  };
  const { paragraphs } = createLoaders(pagedReader(source));
  const at = (index: number) => {
    const paragraph = whole.transcript[index]!;
    return paragraphs.load({ conference, startTime: paragraph.startTime, fingerprint: fingerprintOf(paragraph) });
  };
  const [near, far] = await Promise.allSettled([at(10), at(1900)]);
  expect(near).toMatchObject({ status: "fulfilled", value: { paragraph: { text: "paragraph 10" } } });
  expect(far).toMatchObject({ status: "rejected", reason: { code: "UPSTREAM_UNAVAILABLE" } });
});

test("a cached transcript stays the same list for requests with the same ids, because captions are stored by it", async () => {
  const source = new FakeSource(evenTranscript(3));
  const world = new CachedWorld((call) => source.getPage(call));
  const load = () => createLoaders(world.reader()).transcripts.load({ ...conference });
  expect((await load()).paragraphs).toBe((await load()).paragraphs);
});

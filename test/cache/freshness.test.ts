import { expect, test } from "@jest/globals";
import { BadUserInput, type ErrorCode, GatewayError } from "../../src/errors.js";
import type { Paragraph } from "../../src/transcript/model.js";
import { CachedWorld, textsOf, windowOf, type WorldCall } from "../support/cached-world.js";
import { evenTranscript, FakeSource, pagedReader, paragraphAt } from "../support/fake-source.js";

/** An upstream with a transcript that tests edit. It fails while `failure` is set. */
class EditableUpstream {
  transcript: Paragraph[];
  failure: GatewayError | null = null;

  constructor(length: number) {
    this.transcript = evenTranscript(length);
  }

  readonly respond = async (call: WorldCall) => {
    if (this.failure !== null) throw this.failure;
    return new FakeSource(this.transcript).getPage(call);
  };

  edit(index: number, text: string): void {
    this.transcript = this.transcript.with(index, paragraphAt(index * 1000, text));
  }
}

const conference = { conferenceId: "c", unionId: null };
const error = (code: ErrorCode) => new GatewayError(code, code);

test("an edit becomes visible at the maximum age, not before", async () => {
  const upstream = new EditableUpstream(5);
  const world = new CachedWorld(upstream.respond, { tailMs: 0 });
  await world.read();
  upstream.edit(1, "edited");
  world.now += 599_999;
  expect(textsOf(await world.read())[1]).toBe("paragraph 1");
  world.now += 1;
  expect(textsOf(await world.read())[1]).toBe("edited");
  expect(world.calls).toHaveLength(2);
});

test("a transcript is read again after the clock was set back, because its age is not known any more", async () => {
  const upstream = new EditableUpstream(5);
  const world = new CachedWorld(upstream.respond);
  await world.read();
  upstream.edit(1, "edited");
  world.now -= 3_600_000;
  expect(textsOf(await world.read())[1]).toBe("edited");
  expect(world.calls).toHaveLength(2);
});

test("a reading that takes longer than the maximum age is used by all who waited for it, and not repeated for them", async () => {
  const world = new CachedWorld(
    async (call) => {
      world.now += 400;
      return new FakeSource(evenTranscript(5000)).getPage(call);
    },
    { maxAgeMs: 1000 },
  );
  const reads = [1, 2, 3].map((last) => world.read({ last }, { maxCalls: 10 }));
  expect((await Promise.all(reads)).map((slice) => slice.items.length)).toEqual([1, 2, 3]);
  expect(world.calls).toHaveLength(3);
  await world.read({ last: 1 });
  expect(world.calls).toHaveLength(6);
});

test("a lost permission takes effect at the maximum age, and deletes the copy", async () => {
  const upstream = new EditableUpstream(5);
  const world = new CachedWorld(upstream.respond, { staleIfErrorMs: 3_600_000 });
  await world.read();
  upstream.failure = error("FORBIDDEN");
  world.now += 600_000;
  await expect(world.read()).rejects.toThrow("FORBIDDEN");
  expect(world.cache.status.transcripts).toBe(0);
});

test("a transcript is replaced as a whole: a reader of the old one continues with it", async () => {
  const upstream = new EditableUpstream(5);
  const world = new CachedWorld(upstream.respond);
  const before = await world.read();
  upstream.transcript = evenTranscript(9).map((_, index) => paragraphAt(index * 1000, `new ${index}`));
  world.now += 600_000;
  expect(textsOf(await world.read())).toEqual(upstream.transcript.map(({ text }) => text));
  expect(textsOf(before)).toEqual(evenTranscript(5).map(({ text }) => text));
});

test("Cache-Control: no-cache reads a transcript again, at most once in 60 s over all requests", async () => {
  const upstream = new EditableUpstream(5);
  const world = new CachedWorld(upstream.respond, { tailMs: 0 });
  await world.read();
  upstream.edit(1, "edited");
  expect(textsOf(await world.read({}, { wantsFresh: true }))[1]).toBe("edited");
  upstream.edit(1, "edited again");
  world.now += 59_999;
  expect(textsOf(await world.read({}, { wantsFresh: true }))[1]).toBe("edited");
  world.now += 1;
  expect(textsOf(await world.read({}, { wantsFresh: true }))[1]).toBe("edited again");
  expect(world.calls).toHaveLength(3);
});

test("during an outage, no-cache makes one call in 60 s, and the cached copy is served", async () => {
  const upstream = new EditableUpstream(5);
  const world = new CachedWorld(upstream.respond, { tailMs: 0 });
  await world.read();
  upstream.failure = new GatewayError("UPSTREAM_UNAVAILABLE", "down");
  for (let read = 0; read < 3; read += 1) expect((await world.read({}, { wantsFresh: true })).items).toHaveLength(5);
  expect(world.calls).toHaveLength(2);
  upstream.failure = null;
  upstream.edit(1, "edited");
  world.now += 60_000;
  expect(textsOf(await world.read({}, { wantsFresh: true }))[1]).toBe("edited");
});

test("several windows of one operation with no-cache share one reading", async () => {
  const world = new CachedWorld(new EditableUpstream(5).respond);
  await Promise.all([1, 2, 3].map((first) => world.read({ first }, { wantsFresh: true })));
  expect(world.calls).toHaveLength(1);
});

test("a check of the end reads the last paragraph again, because it grows while someone speaks", async () => {
  const upstream = new EditableUpstream(5);
  const world = new CachedWorld(upstream.respond);
  await world.read({ last: 2 });
  upstream.edit(4, "paragraph 4, and more");
  world.now += 5000;
  expect(textsOf(await world.read({ last: 2 }))).toEqual(["paragraph 3", "paragraph 4, and more"]);
  expect(world.calls.at(-1)).toMatchObject({ start: { token: expect.any(String) } });
  expect(await world.reader().findParagraphs({ conferenceId: "c", unionId: null }, [])).toEqual([]);
});

test("a window within the cached prefix does not check the end", async () => {
  const world = new CachedWorld(new EditableUpstream(50).respond);
  await world.read({ last: 1 });
  world.now += 60_000;
  await world.read({ first: 49 });
  expect(world.calls).toHaveLength(1);
  await world.read({ first: 50 });
  expect(world.calls).toHaveLength(2);
});

test("a cursor from a later reading makes the end be checked at once, so that no paragraph before it is left out", async () => {
  const upstream = new EditableUpstream(3);
  const world = new CachedWorld(upstream.respond);
  await world.read();
  upstream.transcript = evenTranscript(6);
  const later = await pagedReader(new FakeSource(upstream.transcript)).readWhole(conference);
  expect(textsOf(await world.read({ last: 2, before: later.paragraphs[5]! }))).toEqual(["paragraph 3", "paragraph 4"]);
  expect(world.calls).toHaveLength(2);
});

test("a cursor of a recording that began later makes the end be checked, although its times begin again", async () => {
  const upstream = new EditableUpstream(20);
  const world = new CachedWorld(upstream.respond);
  await world.read();
  upstream.transcript = [...evenTranscript(20), paragraphAt(0, "another recording")];
  const source = new FakeSource(upstream.transcript);
  const [later] = await pagedReader(source).readWindows([windowOf({ last: 1 })]);
  if (later === undefined || later instanceof Error) throw later ?? new Error("no slice");
  expect(textsOf(await world.read({ first: 5, after: later.items[0]! }))).toEqual([]);
  expect(world.calls).toHaveLength(2);
});

test("cursors after a transcript's end that nobody can find cost one check of the end per request", async () => {
  const upstream = new EditableUpstream(3);
  const world = new CachedWorld(upstream.respond);
  const { paragraphs } = await pagedReader(new FakeSource(evenTranscript(6))).readWhole(conference);
  const windows = [1, 2].map((last) => windowOf({ last, before: paragraphs[3 + last]! }, conference));
  for (const calls of [1, 2, 3]) {
    const slices = await world.reader().readWindows(windows);
    expect(slices.map((slice) => (slice instanceof Error ? slice : textsOf(slice)))).toEqual([
      ["paragraph 2"],
      ["paragraph 1", "paragraph 2"],
    ]);
    expect(world.calls).toHaveLength(calls);
  }
});

test("the pause between checks of the end survives a new reading", async () => {
  const world = new CachedWorld(new EditableUpstream(5).respond, { maxAgeMs: 120_000 });
  for (let second = 0; second < 120; second += 1) {
    await world.read({ last: 1 });
    world.now += 1000;
  }
  await world.read({ last: 1 });
  const before = world.calls.length;
  world.now += 60_000;
  await world.read({ last: 1 });
  expect(world.calls).toHaveLength(before);
});

test.each(["UPSTREAM_UNAVAILABLE", "UPSTREAM_BLOCKED", "QUOTA_EXHAUSTED", "UPSTREAM_TIMEOUT"] as const)(
  "while the upstream responds with %s, the owner may read an expired copy for the allowed time, by default not at all",
  async (code) => {
    const upstream = new EditableUpstream(5);
    const strict = new CachedWorld(upstream.respond, { staleIfErrorMs: 0 });
    const lenient = new CachedWorld(upstream.respond, { staleIfErrorMs: 60_000 });
    await strict.read();
    await lenient.read();
    upstream.failure = error(code);
    strict.now += 600_000;
    lenient.now += 600_000;
    await expect(strict.read()).rejects.toThrow(code);
    expect(textsOf(await lenient.read())).toHaveLength(5);
    await expect(lenient.read({}, { identity: "somebody else" })).rejects.toThrow(code);
    lenient.now += 60_000;
    await expect(lenient.read()).rejects.toThrow(code);
  },
);

test("after a failed check of the end, a copy that is not too old stays in use, and the check is not repeated at once", async () => {
  const upstream = new EditableUpstream(5);
  const world = new CachedWorld(upstream.respond);
  await world.read();
  upstream.failure = error("UPSTREAM_UNAVAILABLE");
  world.now += 5000;
  for (let times = 0; times < 5; times += 1) expect(textsOf(await world.read())).toHaveLength(5);
  expect(world.calls).toHaveLength(2);
});

test.each(["UNAUTHENTICATED", "FORBIDDEN", "MEETING_CLOSED", "CLOUD_RECORD_NOT_FOUND"] as const)(
  "%s to a look at the end takes the copy away",
  async (code) => {
    const upstream = new EditableUpstream(5);
    const world = new CachedWorld(upstream.respond);
    await world.read();
    upstream.failure = error(code);
    world.now += 5000;
    await expect(world.read()).rejects.toThrow(code);
    expect(world.cache.status.transcripts).toBe(0);
  },
);

test("a refusal is repeated for 5 s to its own caller only", async () => {
  const upstream = new EditableUpstream(5);
  const world = new CachedWorld(upstream.respond);
  upstream.failure = error("FORBIDDEN");
  await expect(world.read({}, { operator: "a" })).rejects.toThrow("FORBIDDEN");
  upstream.failure = null;
  await expect(world.read({}, { operator: "a" })).rejects.toThrow("FORBIDDEN");
  expect(textsOf(await world.read({}, { operator: "b" }))).toHaveLength(5);
  world.now += 5000;
  expect(textsOf(await world.read({}, { operator: "a" }))).toHaveLength(5);
});

test("a transcript whose tokens have expired is continued by time", async () => {
  const transcript = evenTranscript(3000);
  let expired = false;
  const source = new FakeSource(transcript, { refusesToken: () => expired });
  const world = new CachedWorld((call) => source.getPage(call), { tailMs: 0 });
  await world.read({ first: 5 });
  expired = true;
  expect(textsOf(await world.read({ last: 1 }))).toEqual(["paragraph 2999"]);
  expect(world.calls).toHaveLength(3);
});

test("a transcript that was edited and cannot be continued is read from the start", async () => {
  let edited = false;
  const rewritten = evenTranscript(4000).map((_, index) => paragraphAt(500_000_000 + index, `new ${index}`));
  const world = new CachedWorld(
    async (call) => {
      if (edited && call.start !== null && "token" in call.start) throw new BadUserInput("nextToken is not valid");
      return new FakeSource(edited ? rewritten : evenTranscript(4000)).getPage(call);
    },
    { tailMs: 0 },
  );
  await world.read({ first: 5 });
  edited = true;
  expect(textsOf(await world.read({ last: 1 }))).toEqual(["new 3999"]);
  expect(textsOf(await world.read({ first: 1 }))).toEqual(["new 0"]);
});

test("a transcript that is rewritten again and again is read from the start each time", async () => {
  let version = 0;
  const world = new CachedWorld(async (call) => {
    const paragraphs = evenTranscript(5).map((_, index) => paragraphAt(9000 * version + index, `version ${version}`));
    return new FakeSource(paragraphs, { tokenPlace: "none" }).getPage(call);
  });
  for (version of [0, 1, 2]) {
    expect(textsOf(await world.read({ last: 1 }))).toEqual([`version ${version}`]);
    world.now += 5000;
  }
});

test("reading an upstream that makes no progress ends with an error", async () => {
  const source = new FakeSource(evenTranscript(4000));
  const world = new CachedWorld((call) =>
    source.getPage(call.direction === "ascending" ? { ...call, start: null, maxResults: 2000 } : call),
  );
  await expect(world.read({ last: 1 })).rejects.toMatchObject({ code: "UPSTREAM_BAD_RESPONSE" });
  expect(world.calls.length).toBeLessThan(30);
});

import { expect, test } from "@jest/globals";
import { PassThroughCredentials } from "../../src/auth/pass-through.js";
import { Cancelled } from "../../src/errors.js";
import { createContext } from "../../src/graphql/context.js";
import { OperationActivity } from "../../src/observability/operation-activity.js";
import { EXACT_CHINESE } from "../../src/transcript/analysis/folded-text.js";
import { MemoryBudget } from "../../src/transcript/memory-budget.js";
import { FakeSource, pagedReader } from "../support/fake-source.js";

test("the end of an operation releases the pages that it has read, ends its reads, and later ones fail", async () => {
  let released = 0;
  let reads: AbortSignal | null = null;
  const origin = {
    credentials: new PassThroughCredentials("demo", null),
    isRouter: false,
    activity: new OperationActivity("test"),
    wantsFresh: false,
    onEnd: () => undefined,
  };
  const context = createContext(origin, {
    readerFor: ({ share, signal }) => {
      reads = signal;
      share.holdPage({ paragraphs: [], hasMore: false, token: null, release: () => (released += 1) });
      return pagedReader(new FakeSource([]));
    },
    responseLimits: { maxBytes: 1000, maxValues: 1000 },
    memory: new MemoryBudget(1e6),
    seal: null,
    folding: EXACT_CHINESE,
  });
  expect({ released, reads }).toMatchObject({ released: 0, reads: { aborted: false } });
  context.release();
  expect({ released, reads }).toMatchObject({ released: 1, reads: { aborted: true, reason: expect.any(Cancelled) } });
  await expect(context.loaders.transcripts.load({ conferenceId: "m", unionId: null })).rejects.toThrow(
    "a resolver read after the end of its operation",
  );
});

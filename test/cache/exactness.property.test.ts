import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { CachedWorld } from "../support/cached-world.js";
import { historiesOf, MEETING_KINDS } from "../support/living-meeting/actions.js";
import { LivingTrial } from "../support/living-meeting/trial.js";
import { cases } from "../support/random-cases.js";

const TIMEOUT_MS = 1_200_000;

test.each(MEETING_KINDS)(
  "a meeting %s: every reader gets each paragraph once, as it was at most the maximum age ago",
  async (_name, kind) => {
    const property = fc.asyncProperty(historiesOf(kind), async (history) => {
      const trial = new LivingTrial(history, "c", (respond, options) => new CachedWorld(respond, options));
      for (const action of history.actions) expect([action, await trial.take(action)]).toEqual([action, []]);
    });
    await fc.assert(property, cases(50));
  },
  TIMEOUT_MS,
);

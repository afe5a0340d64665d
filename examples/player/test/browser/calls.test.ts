import assert from "node:assert/strict";
import { test } from "node:test";
import { useTenMinutes } from "../../scripts/measure/use-ten-minutes.ts";
import { useStage } from "./stage.ts";

const stage = useStage();

test("scrolling, 20 jumps, 10 searches, captions and following cost few calls to DingTalk", async () => {
  const { page, messages, upstreamCalls } = await stage().open("?meeting=demo-long");
  await useTenMinutes(page, messages, { pauseMs: 20 });
  const calls = await upstreamCalls();
  assert.ok(calls >= 3 && calls <= 8, `${calls} calls`);
});

// `npm run measure`: what the player costs, on this machine. `npm run measure -- calls` uses a meeting for ten minutes.
import { setStage } from "../test/browser/stage.ts";
import { measureScrolling } from "./measure/scrolling.ts";
import { measureWeight } from "./measure/weight.ts";
import { useTenMinutes } from "./measure/use-ten-minutes.ts";

/** The pause between two actions, so that all of them take ten minutes. */
const PAUSE_MS = 12_000;

const kinds = process.argv.slice(2);
const stage = await setStage();
try {
  if (kinds.includes("calls")) await measureCalls();
  else {
    await measureWeight(stage);
    await measureScrolling(stage);
  }
} finally {
  await stage.close();
}

async function measureCalls(): Promise<void> {
  const { page, messages, upstreamCalls } = await stage.open("?meeting=demo-long");
  const start = performance.now();
  await useTenMinutes(page, messages, { pauseMs: PAUSE_MS });
  const minutes = (performance.now() - start) / 60_000;
  console.log(`${await upstreamCalls()} calls to DingTalk in ${minutes.toFixed(1)} minutes of use`);
}

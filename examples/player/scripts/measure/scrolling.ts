import type { CDPSession, Page } from "playwright-core";
import type { Stage } from "../../test/browser/stage.ts";

const RUNS = 5;
const STEP_PX = 300;
const LONG_FRAME_MS = 50;

/**
 * Scrolls 5,303 paragraphs from end to end and back, frame by frame, in several runs. Says how long frames took by the clock, which needs a
 * quiet machine; how long the page's longest task took in processor time, which does not; and the memory.
 */
export async function measureScrolling(stage: Stage): Promise<void> {
  const longest: number[] = [];
  for (let run = 1; run <= RUNS; run++) {
    const { page } = await stage.open("?meeting=demo-long", { reducedMotion: "no-preference" });
    await page.locator("[data-line]").first().waitFor();
    const session = await page.context().newCDPSession(page);
    const first = await heapMegabytes(session);
    const longestTask = await watchTasks(session);
    const down = await scroll(page, STEP_PX);
    const atEnd = await heapMegabytes(session);
    const frames = [...down, ...(await scroll(page, -STEP_PX))];
    const taskMs = await longestTask();
    const back = await heapMegabytes(session);
    longest.push(Math.max(...frames));
    console.log(
      `run ${run}: ${frames.length} frames, longest ${Math.max(...frames).toFixed(1)} ms, ` +
        `${frames.filter((ms) => ms > LONG_FRAME_MS).length} over ${LONG_FRAME_MS} ms; ` +
        `longest task ${taskMs.toFixed(1)} ms of processor time; ` +
        `heap ${first.toFixed(1)} MB at first, ${atEnd.toFixed(1)} at the end, ${back.toFixed(1)} back at the start`,
    );
    await page.context().close();
  }
  const median = longest.toSorted((one, other) => one - other)[Math.floor(RUNS / 2)] ?? 0;
  console.log(`longest frame, median of ${RUNS} runs: ${median.toFixed(1)} ms`);
}

/** The time of each frame while it scrolls one way as far as the meeting goes, in milliseconds. */
function scroll(page: Page, stepPx: number): Promise<readonly number[]> {
  return page.locator(".transcript").evaluate(async (element, step) => {
    const kind = step > 0 ? "later" : "earlier";
    const frame = () => new Promise<number>(requestAnimationFrame);
    const isOver = () => {
      const rest = step > 0 ? element.scrollHeight - element.clientHeight - element.scrollTop : element.scrollTop;
      return rest < 1 && element.querySelector(`[data-kind=${kind}][data-ended=true]`) !== null;
    };
    const times: number[] = [];
    let last = await frame();
    while (!isOver()) {
      element.scrollTop += step;
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    return times;
  }, stepPx);
}

/** Watches the page's tasks until the returned function is called; it gives the processor time of the longest, in milliseconds. */
async function watchTasks(session: CDPSession): Promise<() => Promise<number>> {
  let longestUs = 0;
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const task of value)
      if (task["name"] === "RunTask") longestUs = Math.max(longestUs, Number(task["tdur"] ?? 0));
  });
  const traceConfig = {
    includedCategories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"],
  };
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  return async () => {
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    return longestUs / 1000;
  };
}

async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
}

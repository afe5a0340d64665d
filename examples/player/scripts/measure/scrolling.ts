import type { CDPSession, Page } from "playwright-core";
import type { Stage } from "../../test/browser/stage.ts";

const RUNS = 5;
const STEP_PX = 300;
const LONG_FRAME_MS = 50;
/** A screen shows a frame every 16.7 ms, so three take 50 ms; Chromium reports 50.0 or 50.1. */
const ROUNDING_MS = 1;

/**
 * Scrolls 5,303 paragraphs from end to end and back, frame by frame, in several runs. Prints the time of frames by the
 * clock, which needs a quiet machine; the page's processor time for each frame, which does not; and the memory. A trace
 * would slow down the frames, so the longest task is measured in a separate run.
 */
export async function measureScrolling(stage: Stage): Promise<void> {
  const longest: number[] = [];
  for (let run = 1; run <= RUNS; run++) {
    const { frames, taskMs, heaps } = await scrollBothWays(stage);
    longest.push(Math.max(...frames));
    console.log(
      `run ${run}: ${frames.length} frames, longest ${Math.max(...frames).toFixed(1)} ms, ` +
        `${frames.filter((ms) => ms > LONG_FRAME_MS + ROUNDING_MS).length} over ${LONG_FRAME_MS} ms; ` +
        `${(taskMs / frames.length).toFixed(1)} ms of processor time a frame; ` +
        `heap ${heaps.map((megabytes) => megabytes.toFixed(1)).join(", ")} MB at first, at the end, and back at the start`,
    );
  }
  const median = longest.toSorted((one, other) => one - other)[Math.floor(RUNS / 2)] ?? 0;
  console.log(`longest frame, median of ${RUNS} runs: ${median.toFixed(1)} ms`);
  console.log(`longest task: ${(await longestTaskMs(stage)).toFixed(1)} ms of processor time`);
}

/** One run: the time of each frame by the clock, the page's processor time for all frames, and the memory meanwhile. */
async function scrollBothWays(stage: Stage) {
  const { page, session } = await openLongMeeting(stage);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const heaps = [await heapMegabytes(session)];
  const startMs = await taskMilliseconds(session);
  const down = await scroll(page, STEP_PX);
  const endMs = await taskMilliseconds(session);
  heaps.push(await heapMegabytes(session));
  const backMs = await taskMilliseconds(session);
  const up = await scroll(page, -STEP_PX);
  const taskMs = endMs - startMs + (await taskMilliseconds(session)) - backMs;
  heaps.push(await heapMegabytes(session));
  await page.context().close();
  return { frames: [...down, ...up], taskMs, heaps };
}

/** Opens the meeting and waits until everything is there, so that the gateway's work for that is not measured. */
async function openLongMeeting(stage: Stage): Promise<{ readonly page: Page; readonly session: CDPSession }> {
  const { page } = await stage.open("?meeting=demo-long", { reducedMotion: "no-preference" });
  await page.locator("[data-line]").first().waitFor();
  await page.locator(".share").first().waitFor();
  return { page, session: await page.context().newCDPSession(page) };
}

/** The time of each frame in milliseconds, while it scrolls in one direction to the meeting's end. */
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

/** The processor time of the main thread's longest task while the page scrolls down, in milliseconds. */
async function longestTaskMs(stage: Stage): Promise<number> {
  const { page, session } = await openLongMeeting(stage);
  const threads = new Set<string>();
  const tasks: { readonly thread: string; readonly ms: number }[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const { name, pid, tid, tdur, args } of value as unknown as readonly TraceEvent[]) {
      const thread = `${pid}:${tid}`;
      if (name === "thread_name" && args?.name === "CrRendererMain") threads.add(thread);
      if (name.endsWith("RunTask")) tasks.push({ thread, ms: (tdur ?? 0) / 1000 });
    }
  });
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  const traceConfig = { includedCategories: ["toplevel"], excludedCategories: ["*"] };
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await scroll(page, STEP_PX);
  await session.send("Tracing.end");
  await complete;
  await page.context().close();
  return Math.max(0, ...tasks.filter(({ thread }) => threads.has(thread)).map(({ ms }) => ms));
}

/** The part of an event in Chromium's trace that is used here; `tdur` is processor time in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The processor time of all tasks of the page's main thread so far. */
async function taskMilliseconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
}

async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
}

import type { Page } from "playwright-core";
import type { Stage } from "../../test/browser/stage.ts";

const RUNS = 5;
const STEP_PX = 300;
const LONG_FRAME_MS = 50;

/** Scrolls 5,303 paragraphs from end to end and back, frame by frame, in several runs; says how long frames took, and the memory. */
export async function measureScrolling(stage: Stage): Promise<void> {
  const longest: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { page } = await stage.open("?meeting=demo-long", { reducedMotion: "no-preference" });
    await page.locator("[data-line]").first().waitFor();
    const first = await heapMegabytes(page);
    const down = await scroll(page, STEP_PX);
    const atEnd = await heapMegabytes(page);
    const up = await scroll(page, -STEP_PX);
    const back = await heapMegabytes(page);
    const frames = [...down, ...up];
    const slow = frames.filter((ms) => ms > LONG_FRAME_MS).length;
    longest.push(Math.max(...frames));
    console.log(
      `run ${run + 1}: ${frames.length} frames, longest ${Math.max(...frames).toFixed(1)} ms, ${slow} over ${LONG_FRAME_MS} ms; ` +
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

async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1e6;
}

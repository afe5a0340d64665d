import type { Stage } from "../../test/browser/stage.ts";

const RUNS = 5;

/**
 * Opens the long meeting in a new browser context, in several runs. Prints the bytes that are loaded, and the time
 * until the first text.
 */
export async function measureWeight(stage: Stage): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { page } = await stage.open("about:blank");
    let bytes = 0;
    const sizes: Promise<unknown>[] = [];
    page.on("requestfinished", (request) => {
      sizes.push(request.sizes().then(({ responseBodySize }) => (bytes += responseBodySize)));
    });
    const start = performance.now();
    await page.goto(new URL("?meeting=demo-long", stage.url).href);
    await page.locator("[data-line] p").first().waitFor();
    times.push(performance.now() - start);
    await page.waitForLoadState("networkidle");
    await Promise.all(sizes);
    if (run === 0) console.log(`${Math.round(bytes / 1000)} kB over the wire, bodies only`);
    await page.context().close();
  }
  const median = times.toSorted((one, other) => one - other)[Math.floor(RUNS / 2)] ?? 0;
  console.log(`first text after ${Math.round(median)} ms, median of ${RUNS} runs`);
}

// Opens the playground in a fresh Chromium, runs its first example, writes docs/images/playground.png, and says what the page
// weighs and how long a person waits. Needs a build, and Chromium (as `npm run test:browser` does).
import { fileURLToPath } from "node:url";
import { parseConfig } from "../dist/config/parse-config.js";
import { createGateway } from "../dist/gateway.js";
import { startSimulator } from "../dist/simulator/simulator.js";
import requireChromium, { startChromium } from "../test/browser/chromium.ts";
import { openPlayground } from "../test/browser/playground-page.ts";

const PICTURE = fileURLToPath(new URL("../docs/images/playground.png", import.meta.url));
requireChromium();
const simulator = await startSimulator();
const gateway = await createGateway(parseConfig({ PORT: "0", LOG_LEVEL: "silent" }), new URL(simulator.url));
const url = new URL("/graphql", await gateway.listen());
const browser = await startChromium();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });

const files = new Map();
context.on("requestfinished", (request) => files.set(request.url(), request));
const start = performance.now();
const playground = await openPlayground(context, url);
const readyMs = performance.now() - start;
await playground.run();
const answeredMs = performance.now() - start;
await playground.page.waitForLoadState("networkidle");
await playground.page.mouse.move(900, 700);
await playground.page.screenshot({ path: PICTURE });

let bytes = 0;
for (const request of files.values()) bytes += (await request.sizes()).responseBodySize;
console.log(`${files.size} addresses, ${Math.round(bytes / 1000)} kB over the wire, bodies only`);
console.log(`ready after ${Math.round(readyMs)} ms, first answer on the screen after ${Math.round(answeredMs)} ms`);
console.log(`wrote ${PICTURE}`);
await browser.close();
await gateway.close();
await simulator.close();

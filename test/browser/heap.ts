import type { Page } from "playwright-core";

/**
 * Every text in the memory of the page's scripts, joined: V8's heap snapshot, whose texts end after 1,024 characters.
 * What the browser itself keeps, and what its web workers do, is not in it.
 */
export async function readHeap(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  const { strings }: { readonly strings: readonly string[] } = JSON.parse(chunks.join(""));
  return strings.join("\n");
}

import type { BrowserContext, Request } from "playwright-core";

/**
 * Records everything that the pages of a context, their workers included, send and receive: addresses,
 * headers and bodies.
 */
export function recordTraffic(context: BrowserContext): () => Promise<string> {
  const exchanges: Promise<string>[] = [];
  const record = (request: Request) => {
    const exchange = describe(request);
    exchange.catch(() => undefined); // It is computed when the traffic is read, possibly after the browser was closed.
    exchanges.push(exchange);
  };
  context.on("requestfinished", record).on("requestfailed", record);
  return async () => (await Promise.all(exchanges)).join("\n");
}

async function describe(request: Request): Promise<string> {
  const response = await request.response();
  const sent = [request.url(), JSON.stringify(await request.headersArray()), request.postData() ?? ""];
  if (response === null) return sent.join("\n");
  const body = await response.text().catch(() => ""); // A redirect has none.
  return [...sent, JSON.stringify(await response.headersArray()), body].join("\n");
}

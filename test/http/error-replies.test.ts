import { PassThrough } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import fastify, { LogController } from "fastify";
import { registerErrorReplies } from "../../src/http/error-replies.js";

test.each([
  ["a response that breaks while the caller waits is a failure of the gateway", false, 50],
  ["a response that ends because the caller has hung up is nobody's failure", true, 30],
])("%s", async (_sentence, hangsUp, level) => {
  const lines: { level: number }[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const app = fastify({
    logger: { level: "info", stream },
    logController: new LogController({ disableRequestLogging: true }),
  });
  registerErrorReplies(app);
  const caller = new AbortController();
  app.post("/", (_request, reply) => {
    const body = new PassThrough();
    reply.send(body);
    setImmediate(() => (hangsUp ? caller.abort() : body.destroy(new Error("broken"))));
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  lines.length = 0;
  await fetch(url, { method: "POST", body: "", signal: caller.signal }).catch(() => null);
  while (lines.length === 0) await nextTurn();
  expect(lines.map((line) => line.level)).toEqual([level]);
  await app.close();
});

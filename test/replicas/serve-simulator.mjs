// The simulator in a process of its own, so that its log says when calls arrived, not when a busy test came to them.
//   node serve-simulator.mjs MODULE LATENCY_MS
// It sends its address. To "forget" it replies with nothing left in the log, to "arrivals" with the time of each call (ms).
const [, , module, latencyMs] = process.argv;
const { startSimulator } = await import(module);
const simulator = await startSimulator({ latencyMs: Number(latencyMs) });

process.on("message", (message) => {
  if (message === "forget") simulator.forgetCalls();
  process.send(simulator.calls.map(({ receivedAt }) => receivedAt));
});
process.on("disconnect", () => process.exit(0));
process.send(simulator.url);

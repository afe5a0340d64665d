// The simulator in a separate process, so that its log has the arrival times of calls, and not the times when a busy
// test handled them:
//   node serve-simulator.mjs MODULE LATENCY_MS
// It sends its address. To "forget" it replies with nothing left in the log, to "arrivals" with the time of each call.
const [, , module, latencyMs] = process.argv;
const { startSimulator } = await import(module);
const simulator = await startSimulator({ latencyMs: Number(latencyMs) });

process.on("message", (message) => {
  if (message === "forget") simulator.forgetCalls();
  process.send(simulator.calls.map(({ receivedAt }) => receivedAt));
});
process.on("disconnect", () => process.exit(0));
process.send(simulator.url);

// Loaded into the gateway's process: replies to each message with the process's memory, handles and sockets after
// a full collection.
const MB = 1024 * 1024;

process.on("message", () => {
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const sockets = resources.filter((name) => name === "TCPSocketWrap").length;
  process.send({
    heapMb: heapUsed / MB,
    externalMb: external / MB,
    rssMb: rss / MB,
    handles: resources.length,
    sockets,
  });
});
process.channel.unref();

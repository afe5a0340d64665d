import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { startGateway } from "./gateway.ts";

// The demo in one command: gateway, simulator, and the player in front of them.
const gateway = await startGateway(process.env["PORT"] ?? "4000");
process.env["GATEWAY_URL"] = gateway.url;
const player = await createServer({ root: fileURLToPath(new URL("..", import.meta.url)) });
await player.listen();

console.log(`\n  Gateway  ${gateway.url}/graphql`);
console.log("  Player");
player.printUrls();

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void Promise.all([player.close(), gateway.stop()]).then(() => process.exit(0));
  });

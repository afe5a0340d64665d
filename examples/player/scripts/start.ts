import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { startGateway } from "./gateway.ts";

// The demo in one command: gateway, simulator, identity provider and player. The gateway takes any free port, because
// people who follow the README have another gateway running at 4000.
const gateway = await startGateway(process.env["PORT"] ?? "0");
process.env["GATEWAY_URL"] = gateway.url;
process.env["SIGN_IN_PAGE"] = gateway.signInPage;
const player = await createServer({ root: fileURLToPath(new URL("..", import.meta.url)) });
await player.listen();

console.log(`\n  Gateway  ${gateway.url}/graphql`);
console.log("  Player   sign in as anybody, or bring a link: ?meeting=demo-long#t=1:30:00");
player.printUrls();

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void Promise.all([player.close(), gateway.stop()]).then(() => process.exit(0));
  });

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Subgraph } from "./compose.ts";
import { CALLER_HEADERS, type Router, ROUTER_SECRET } from "./routers.ts";

const PACKAGE = "@grafbase/cli-x86_64-unknown-linux-musl";
const BINARY = join(dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)), "grafbase");
const START_LIMIT_MS = 60_000;

/** Starts Grafbase's gateway, which composes the subgraphs itself. @throws if it does not become healthy. */
export async function startGrafbase(subgraphs: readonly Subgraph[]): Promise<Router> {
  const folder = await mkdtemp(join(tmpdir(), "grafbase-"));
  await Promise.all(subgraphs.map(({ name, sdl }) => writeFile(join(folder, `${name}.graphql`), sdl)));
  await writeFile(join(folder, "grafbase.toml"), toConfiguration(subgraphs));
  const origin = `http://127.0.0.1:${await findFreePort()}`;
  const child = spawn(
    BINARY,
    ["--home", folder, "dev", "--config", "grafbase.toml", "--listen-address", origin.slice(7)],
    {
      cwd: folder,
      env: { PATH: process.env["PATH"], ROUTER_SECRET },
      stdio: "ignore",
    },
  );
  const exited = once(child, "exit");
  const close = async () => {
    child.kill();
    await exited;
    await rm(folder, { recursive: true });
  };
  if (await becomesHealthy(origin)) return { url: `${origin}/graphql`, close };
  await close();
  throw new Error("Grafbase's gateway did not start");
}

/** The settings that docs/federation.md shows, for each subgraph. */
function toConfiguration(subgraphs: readonly Subgraph[]): string {
  return subgraphs.map(toSection).join("\n");
}

function toSection({ name, url }: Subgraph): string {
  const rules = [...CALLER_HEADERS.map(toForwarding), INSERTED].map(
    (rule) => `[[subgraphs.${name}.headers]]\n${rule}\n`,
  );
  return `[subgraphs.${name}]\nurl = "${url}"\nschema_path = "${name}.graphql"\n\n${rules.join("\n")}`;
}

const toForwarding = (header: string) => `rule = "forward"\nname = "${header}"`;
const INSERTED = `rule = "insert"\nname = "x-router-secret"\nvalue = "{{ env.ROUTER_SECRET }}"`;

async function becomesHealthy(origin: string): Promise<boolean> {
  const end = Date.now() + START_LIMIT_MS;
  while (Date.now() < end) {
    const response = await fetch(`${origin}/health`).catch(() => null);
    if (response?.ok === true) return true;
    await new Promise((turn) => setTimeout(turn, 100));
  }
  return false;
}

/** Finds a free port, because Grafbase's gateway cannot choose one. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

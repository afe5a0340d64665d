import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { listen } from "../listen.js";

const run = promisify(execFile);

/** Another process can take a free port before Redis does. */
const MAX_STARTS = 5;

/** A separate Redis server for a test, on a free port of this machine. It writes nothing to disk, and starts empty. */
export interface RedisServer {
  /** For `REDIS_URL`; it never changes. */
  readonly url: string;
  /** The id of the process; 0 while there is none. */
  readonly pid: number;
  /** Runs one command, and returns the output of `redis-cli`. @throws Error with the text of an error reply. */
  command(...words: readonly string[]): Promise<string>;
  /** Ends the process at once, like a crash: connections are refused. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, empty, at the same address. */
  restart(): Promise<void>;
  /** Pauses the process (SIGSTOP): connections stay open, but get no response. */
  pause(): void;
  /** Continues after `pause`. */
  resume(): void;
  /** Fills its memory: from now on it refuses every write that needs memory, and evicts nothing. */
  fill(): Promise<void>;
  /** Limits its memory to the current use: from now on every write evicts the least recently used value. */
  evict(): Promise<void>;
  /** Ends the effect of `fill` and of `evict`. */
  makeRoom(): Promise<void>;
  /** Deletes all keys. */
  flush(): Promise<void>;
  /** All keys and values, as the bytes of a snapshot without compression: data that is not in it is not in Redis. */
  dump(): Promise<Buffer>;
  /** Ends it in any state, and removes its folder. */
  stop(): Promise<void>;
}

/** Starts Debian's `redis-server`. @throws Error with the command that installs it, if it is missing. */
export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "redis-"));
  for (let starts = 1; ; starts += 1) {
    const port = await findFreePort();
    try {
      return control(folder, port, await launch(folder, port));
    } catch (error) {
      if (starts < MAX_STARTS && error instanceof PortTaken) continue;
      await rm(folder, { recursive: true });
      throw error;
    }
  }
}

class PortTaken extends Error {}

async function findFreePort(): Promise<number> {
  const server = createServer();
  const { port } = await listen(server);
  server.close();
  await once(server, "close");
  return Number(port);
}

/** Starts the process, and waits until it accepts connections. */
async function launch(folder: string, port: number): Promise<ChildProcess> {
  const settings = [
    ["--port", String(port)],
    ["--bind", "127.0.0.1"],
    ["--dir", folder],
    ["--save", ""],
    ["--rdbcompression", "no"],
  ];
  const child = spawn("redis-server", settings.flat(), { stdio: ["ignore", "pipe", "ignore"] });
  await once(child, "spawn").catch((cause: unknown) => {
    throw new Error("redis-server cannot be started: install it by `apt-get install -y redis-server`", { cause });
  });
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.includes("Address already in use")) throw new PortTaken(line);
    if (!line.includes("Ready to accept connections")) continue;
    child.stdout.resume();
    return child;
  }
  throw new Error(`redis-server ended before it was ready:\n${lines.join("\n")}`);
}

function control(folder: string, port: number, first: ChildProcess): RedisServer {
  let child: ChildProcess | null = first;
  const command = async (...words: readonly string[]) => {
    const { stdout } = await run("redis-cli", ["-e", "-h", "127.0.0.1", "-p", String(port), ...words]);
    return stdout.replace(/\n$/, "");
  };
  const kill = async () => {
    const ended = child;
    child = null;
    if (ended === null) return;
    const exit = once(ended, "exit");
    ended.kill("SIGKILL");
    await exit;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return child?.pid ?? 0;
    },
    command,
    kill,
    async restart() {
      await kill();
      child = await launch(folder, port);
    },
    pause: () => void child?.kill("SIGSTOP"),
    resume: () => void child?.kill("SIGCONT"),
    async fill() {
      await command("CONFIG", "SET", "maxmemory", "1", "maxmemory-policy", "noeviction");
    },
    async evict() {
      const [, used = ""] = /used_memory:(\d+)/.exec(await command("INFO", "memory")) ?? [];
      await command("CONFIG", "SET", "maxmemory", used, "maxmemory-policy", "allkeys-lru");
    },
    async makeRoom() {
      await command("CONFIG", "SET", "maxmemory", "0", "maxmemory-policy", "noeviction");
    },
    async flush() {
      await command("FLUSHALL");
    },
    async dump() {
      await command("SAVE");
      return readFile(join(folder, "dump.rdb"));
    },
    async stop() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const SCRIPT = fileURLToPath(new URL("serve-simulator.mjs", import.meta.url));

/** A simulator in a separate process, which is busy with nothing else. */
export interface SimulatorProcess {
  readonly url: URL;
  /** When each call arrived since the last `forget`, in milliseconds of the simulator's own clock. */
  arrivals(): Promise<readonly number[]>;
  forget(): Promise<void>;
  close(): void;
}

/** Starts the simulator of a built gateway (`buildGateway`). */
export async function startSimulatorProcess(outDir: string, latencyMs: number): Promise<SimulatorProcess> {
  const child = fork(SCRIPT, [`${outDir}/simulator/simulator.js`, String(latencyMs)]);
  const next = async (): Promise<unknown> => (await once(child, "message"))[0];
  const request = async (message: string) => {
    child.send(message);
    return z.array(z.number()).parse(await next());
  };
  return {
    url: new URL(z.string().parse(await next())),
    arrivals: () => request("arrivals"),
    forget: async () => void (await request("forget")),
    close: () => child.disconnect(),
  };
}

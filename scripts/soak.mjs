// Runs ten minutes (or --minutes N) of mixed load on a gateway in a process of its own, with an upstream that sometimes
// fails. --cache-mb N sets the size of its cache. If that is too small for the meetings, transcripts are evicted all
// the time. Prints the callers' results, and whether memory, handles and sockets level off; if they do not, the exit
// code is 1. A verdict on memory needs at least five minutes.
import { once } from "node:events";
import { parseArgs } from "node:util";
import { createDice } from "../dist/simulator/dice.js";
import { FAULTS } from "../dist/simulator/faults.js";
import { startSimulator } from "../dist/simulator/simulator.js";
import { startGateway } from "./soak/gateway-process.mjs";
import { startLoad } from "./soak/load.mjs";
import { conclude, judge } from "./soak/verdict.mjs";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, "cache-mb": { type: "string", default: "0" } },
});
const durationMs = Number(values.minutes) * 60_000;
/** At least a second lies between two of them: each collects all garbage first. */
const SAMPLES = Math.min(60, Math.ceil(durationMs / 1000));
const FAULT_SHARE = 1 / 50;

const dice = createDice(Date.now());
/** Bans are rare, because each one stops all calls for a while. */
const drawFault = () => (dice.next() < 0.005 ? "banned" : dice.pick(FAULTS.filter((fault) => fault !== "banned")));
const simulator = await startSimulator({
  faultFor: () => (dice.next() < FAULT_SHARE ? drawFault() : null),
  banMinutes: 0.05,
});
const gateway = await startGateway(simulator.url, Number(values["cache-mb"]));
const load = startLoad(gateway.url, dice);
const samples = [];
for (let count = 0; count < SAMPLES; count += 1) {
  await new Promise((turn) => setTimeout(turn, durationMs / SAMPLES));
  samples.push({ minute: ((count + 1) * durationMs) / SAMPLES / 60_000, ...(await gateway.sample()) });
  if ((count + 1) % 6 === 0) console.log(describe(samples.at(-1)));
}
const met = await load.stop();
samples.push({ rest: true, ...(await gateway.sampleAtRest()) });
gateway.child.kill("SIGTERM");
const [exitCode] = await once(gateway.child, "exit");
await simulator.close();

console.log(
  `\n${met.operations} operations in ${values.minutes} min, ${met.hangUps} of them ended by their callers; p50 ${met.p50Ms} ms, p99 ${met.p99Ms} ms`,
);
for (const [code, count] of Object.entries(met.codes)) console.log(`  ${code}: ${count}`);
console.log(`At rest: ${describe(samples.at(-1))}`);
const { faults, conclusive } = judge(samples, Number(values.minutes));
if (exitCode !== 0) faults.push(`the gateway ended with exit code ${exitCode}`);
for (const fault of faults) console.error(`FAULT: ${fault}`);
if (faults.length === 0) console.log(conclude(conclusive));
process.exitCode = faults.length === 0 ? 0 : 1;

function describe({ minute, heapMb, externalMb, rssMb, handles, sockets }) {
  const when = minute === undefined ? "" : `minute ${minute.toFixed(1)}: `;
  const memory = `heap ${heapMb.toFixed(1)} MB, outside it ${externalMb.toFixed(1)} MB, resident ${rssMb.toFixed(0)} MB`;
  return `${when}${memory}, ${handles} handles, ${sockets} sockets`;
}

import { parseSettings } from "./settings.js";
import { startSimulator } from "./simulator.js";
import { welcome } from "./welcome.js";

const { options, faults } = parseSettings(process.env);
if (faults.length > 0) fail(faults.join("\n"));

const simulator = await startSimulator(options).catch((error: unknown) =>
  fail(`The simulator cannot listen on ${options.host}:${options.port}: ${String(error)}`),
);
process.stdout.write(welcome(simulator.url));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)));
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

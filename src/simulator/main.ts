import { startSimulator } from "./simulator.js";

await startSimulator({ port: 4100 });

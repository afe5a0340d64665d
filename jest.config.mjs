import { readFileSync } from "node:fs";

const swc = JSON.parse(readFileSync(new URL("./.swcrc.json", import.meta.url), "utf8"));

/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  // More random cases (test/support/random-cases.ts) take more time.
  testTimeout: 60_000 * Math.max(1, Number(process.env["RUNS_FACTOR"] ?? 1)),
  // A process keeps what each file of tests has loaded: it is replaced before that grows without end.
  maxWorkers: 2,
  workerIdleMemoryLimit: "1GB",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  setupFiles: ["reflect-metadata"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/(clients|browser|federation|replicas|sdk)/"],
  modulePathIgnorePatterns: ["<rootDir>/(dist|bench|examples|scripts/sbom|test/clients|test/federation|test/sdk)/"],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": ["@swc/jest", { ...swc, swcrc: false }] },
  collectCoverageFrom: ["src/**/*.ts"],
  coverageProvider: "v8",
};

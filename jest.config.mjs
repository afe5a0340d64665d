import { readFileSync } from "node:fs";

const swc = JSON.parse(readFileSync(new URL("./.swcrc.json", import.meta.url), "utf8"));

/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  setupFiles: ["reflect-metadata"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/(clients|browser|federation)/"],
  modulePathIgnorePatterns: ["<rootDir>/(dist|bench|examples|test/clients|test/federation)/"],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": ["@swc/jest", { ...swc, swcrc: false }] },
  collectCoverageFrom: ["src/**/*.ts"],
  coverageProvider: "v8",
};

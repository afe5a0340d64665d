import base from "./jest.config.mjs";

/** @type {import("jest").Config} */
export default {
  ...base,
  globalSetup: "<rootDir>/test/browser/chromium.ts",
  testPathIgnorePatterns: ["/node_modules/"],
  testMatch: ["<rootDir>/test/browser/**/*.test.ts"],
  testTimeout: 30_000,
  maxWorkers: 1,
};

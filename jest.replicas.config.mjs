import base from "./jest.config.mjs";

/** @type {import("jest").Config} */
export default {
  ...base,
  testPathIgnorePatterns: ["/node_modules/"],
  testMatch: ["<rootDir>/test/replicas/**/*.test.ts"],
  maxWorkers: 1,
};

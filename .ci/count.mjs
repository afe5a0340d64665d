// Prints "passed failed" of a jest report. A suite that did not run, or that has no tests, counts as failed.
import { readFileSync } from "node:fs";

const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const failed = numFailedTests + numRuntimeErrorTestSuites + (numPassedTests === 0 ? 1 : 0);
console.log(`${numPassedTests} ${failed}`);

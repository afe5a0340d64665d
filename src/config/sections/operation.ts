import { wholeNumber } from "../kinds.js";
import { section } from "../variable.js";

/** The limits of one operation: its text, its calls to DingTalk, and its response. */
export const operation = section("Limits of an operation", {
  timeoutMs: wholeNumber(
    "OPERATION_TIMEOUT_MS",
    { min: 1, max: 600_000, default: 30_000 },
    "the max time for all upstream calls of one operation, with waits and retries",
  ),
  maxTokens: wholeNumber(
    "OPERATION_MAX_TOKENS",
    { min: 1, max: 100_000, default: 2000 },
    "lexical tokens of a document",
  ),
  maxDepth: wholeNumber("OPERATION_MAX_DEPTH", { min: 1, max: 1000, default: 20 }, "levels of selections"),
  maxDirectives: wholeNumber("OPERATION_MAX_DIRECTIVES", { min: 0, max: 100_000, default: 50 }, "directives"),
  maxCost: wholeNumber(
    "OPERATION_MAX_COST",
    { min: 1, max: 1_000_000_000, default: 500_000 },
    "the max cost of an operation, computed before it runs: the weight of each field (`@cost`) times the sizes of the lists around it (`@listSize`, and the lengths of input lists)",
  ),
  maxCalls: wholeNumber(
    "OPERATION_MAX_UPSTREAM_CALLS",
    { min: 1, max: 1_000_000, default: 300 },
    "upstream calls of one operation",
  ),
  maxParagraphs: wholeNumber(
    "OPERATION_MAX_PARAGRAPHS",
    { min: 1, max: 10_000_000, default: 10_000 },
    "paragraphs read for one operation",
  ),
  maxResponseValues: wholeNumber(
    "OPERATION_MAX_VALUES",
    { min: 1, max: 1_000_000_000, default: 4_000_000 },
    "values in its response: each field of each paragraph, sentence and word, as often as it appears; a long text, name or id counts one more for each 32 bytes in UTF-8",
  ),
  maxResponseBytes: wholeNumber(
    "OPERATION_MAX_RESPONSE_BYTES",
    { min: 1024, max: 1_073_741_824, default: 67_108_864 },
    "the max size of a response; writing stops there",
  ),
  maxValues: wholeNumber(
    "VARIABLES_MAX_VALUES",
    { min: 1, max: 1_000_000, default: 5000 },
    "values in an operation's variables",
  ),
  maxCharacters: wholeNumber(
    "VARIABLE_MAX_CHARACTERS",
    { min: 1, max: 100_000_000, default: 2048 },
    "characters of a text in a variable, and of a text or a name in a document",
  ),
});

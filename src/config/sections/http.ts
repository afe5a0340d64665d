import { z } from "zod";
import { flag, text, toWords, wholeNumber } from "../kinds.js";
import { section, type Variable } from "../variable.js";

const origins = z
  .string()
  .default("")
  .transform(toWords)
  .refine(
    (list) => list.every((origin) => origin === "*" || (URL.canParse(origin) && new URL(origin).origin === origin)),
    "must be origins such as https://app.example, separated by commas, or *",
  );

const corsOrigins: Variable<readonly string[]> = {
  name: "CORS_ORIGINS",
  defaultText: "none",
  meaning: "origins whose pages may send requests, separated by commas; `*` for all",
  schema: () => origins,
};

/** Where the gateway listens, and which requests it accepts. */
export const http = section("HTTP", {
  host: text("HOST", "127.0.0.1", "the address to listen on"),
  port: wholeNumber("PORT", { min: 0, max: 65_535, default: 4000 }, "the port to listen on; 0 takes any free port"),
  requestMaxBytes: wholeNumber(
    "REQUEST_MAX_BYTES",
    { min: 1024, max: 104_857_600, default: 1_048_576 },
    "the max size of a request's body",
  ),
  requestTimeoutMs: wholeNumber(
    "REQUEST_TIMEOUT_MS",
    { min: 1, max: 3_600_000, default: 30_000 },
    "the max time for a request to arrive completely",
  ),
  responseMinBytesPerSecond: wholeNumber(
    "RESPONSE_MIN_BYTES_PER_SECOND",
    { min: 0, max: 1_000_000_000, default: 65_536 },
    "the min speed at which a client must read a response, after 10 s of grace; a slower connection is closed; 0: no limit",
  ),
  corsOrigins,
  compressionEnabled: flag(
    "COMPRESSION_ENABLED",
    true,
    "compression of responses for clients that accept it; set it to `false` if a proxy in front compresses",
  ),
});

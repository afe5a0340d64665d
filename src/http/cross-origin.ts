import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";
import { REQUEST_ID_HEADER } from "./request-id.js";

/**
 * Allows requests from pages of these origins; `*` allows every origin. Without origins, no response has a CORS header,
 * and browsers let no foreign page read it. The gateway uses no cookies: a page must have the token itself and send it
 * as a header.
 */
export function registerCrossOrigin(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.register(cors, {
    origin: origins.includes("*") ? "*" : [...origins],
    methods: ["GET", "POST"],
    exposedHeaders: [REQUEST_ID_HEADER, "retry-after"],
    credentials: false,
    // Otherwise an OPTIONS request without an origin gets an error that is not JSON.
    strictPreflight: false,
    maxAge: 600,
  });
}

import { hash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { readHeader } from "./request-headers.js";

/** True if a request proves that it comes from a router. */
export type IsRouter = (headers: IncomingHttpHeaders) => boolean;

/** Compares `x-router-secret` with `ROUTER_SECRET`, in constant time. Without a secret (null), all requests pass. */
export function createRouterCheck(secret: string | null): IsRouter {
  if (secret === null) return () => true;
  const expected = digest(secret);
  return (headers) => timingSafeEqual(digest(readHeader(headers, "x-router-secret") ?? ""), expected);
}

/** The comparison needs digests of equal length. */
function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}

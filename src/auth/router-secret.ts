import { hash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { readHeader } from "./request-headers.js";

/** Whether a request proves that a router sent it. */
export type IsRouter = (headers: IncomingHttpHeaders) => boolean;

/**
 * Compares the header `x-router-secret` with `ROUTER_SECRET`, in a time that does not depend on how much of it is right.
 * Without a secret (null) every request may be a router's.
 */
export function createRouterCheck(secret: string | null): IsRouter {
  if (secret === null) return () => true;
  const expected = digest(secret);
  return (headers) => timingSafeEqual(digest(readHeader(headers, "x-router-secret") ?? ""), expected);
}

/** Digests are equally long, as the comparison needs it. */
function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}

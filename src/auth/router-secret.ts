import { hash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { readHeader } from "./request-headers.js";

/** True if a request proves that it comes from a router. */
export type IsRouter = (headers: IncomingHttpHeaders) => boolean;

/** A shorter part of a list does not count as a secret, because a single secret may contain commas. */
const MIN_LISTED_LENGTH = 32;

/**
 * Compares `x-router-secret` with `ROUTER_SECRET`, in constant time. With several secrets, separated by commas, each is
 * accepted. Without a secret (null), all requests pass.
 */
export function createRouterCheck(given: string | null): IsRouter {
  if (given === null) return () => true;
  const accepted = [given, ...listedIn(given)].map(digest);
  return (headers) => {
    const sent = digest(readHeader(headers, "x-router-secret") ?? "");
    return accepted.some((expected) => timingSafeEqual(sent, expected));
  };
}

function listedIn(given: string): readonly string[] {
  const parts = given.split(",").map((part) => part.trim());
  return parts.every(({ length }) => length >= MIN_LISTED_LENGTH) ? parts : [];
}

/** The comparison needs digests of equal length. */
function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}

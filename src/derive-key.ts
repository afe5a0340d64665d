import { hkdfSync } from "node:crypto";

/** 32 bytes that do not reveal the secret (HKDF with SHA-256, RFC 5869). Another salt or purpose gives another key. */
export function deriveKey(secret: string, salt: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, purpose, 32));
}

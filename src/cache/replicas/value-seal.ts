import { createCipheriv, createDecipheriv, hash, randomBytes } from "node:crypto";
import type { Credentials } from "../../transcript/credentials.js";

/** Derives keys from an identity's own secret without revealing it. */
export type KeySource = Pick<Credentials, "deriveKey">;

/** Why a value is unusable: sealed by another `version` or `secret`, forged or moved (`seal`), or wrong `content`. */
export type BrokenReason = "version" | "secret" | "seal" | "content";

/** A shared value cannot be read. It is treated as absent. */
export class BrokenValue extends Error {
  override readonly name = "BrokenValue";

  constructor(readonly reason: BrokenReason) {
    super(`a shared value cannot be used: ${reason}`);
  }
}

const PURPOSE = "minutes-graph shared cache";
const CIPHER = "aes-256-gcm";
/** Changes with the format of a sealed value or of its content. */
const VERSION = 1;
/** A fencing number: microseconds since 1970 on the server's clock. */
export const FENCE_LENGTH = 16;
const ID_LENGTH = 4;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;
const HEAD_LENGTH = FENCE_LENGTH + 1 + ID_LENGTH;
const BODY_START = HEAD_LENGTH + IV_LENGTH + TAG_LENGTH;

interface Secret {
  readonly text: string;
  readonly id: Buffer;
}

/**
 * Encrypts the values that replicas share (AES-256-GCM). Reading one requires the gateway's secret and the identity's
 * own secret. The fencing number, the key and the owner are authenticated, so a value that was moved cannot be read.
 *
 * A sealed value is: fencing number (16 digits), version (1 byte), id of the secret (4), nonce (12), tag (16),
 * ciphertext.
 */
export class ValueSeal {
  readonly #secrets: readonly Secret[];

  /** `secrets`: the first one seals, each of them opens. */
  constructor(secrets: readonly string[]) {
    this.#secrets = secrets.map((text) => ({
      text,
      id: hash("sha256", `key id\n${text}`, "buffer").subarray(0, ID_LENGTH),
    }));
  }

  /** Seals a value. `binding` names its key and its owner. */
  async seal(value: Buffer, fence: string, binding: string, source: KeySource): Promise<Buffer> {
    const [secret] = this.#secrets;
    if (secret === undefined) throw new Error("there is no secret to seal with");
    const head = Buffer.concat([Buffer.from(fence, "latin1"), Buffer.of(VERSION), secret.id]);
    const iv = randomBytes(IV_LENGTH);
    const cipher = createCipheriv(CIPHER, await source.deriveKey(secret.text, PURPOSE), iv);
    cipher.setAAD(authenticated(head, binding));
    const ciphertext = Buffer.concat([cipher.update(value), cipher.final()]);
    return Buffer.concat([head, iv, cipher.getAuthTag(), ciphertext]);
  }

  /** Opens a value. @throws BrokenValue */
  async open(sealed: Buffer, binding: string, source: KeySource): Promise<Buffer> {
    if (sealed.length < BODY_START || sealed[FENCE_LENGTH] !== VERSION) throw new BrokenValue("version");
    const head = sealed.subarray(0, HEAD_LENGTH);
    const secret = this.#secrets.find(({ id }) => id.equals(head.subarray(FENCE_LENGTH + 1)));
    if (secret === undefined) throw new BrokenValue("secret");
    const key = await source.deriveKey(secret.text, PURPOSE);
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(HEAD_LENGTH, HEAD_LENGTH + IV_LENGTH));
    decipher.setAAD(authenticated(head, binding));
    decipher.setAuthTag(sealed.subarray(HEAD_LENGTH + IV_LENGTH, BODY_START));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(BODY_START)), decipher.final()]);
    } catch {
      throw new BrokenValue("seal");
    }
  }
}

/** The fencing number that a sealed value states. Trust it only after the value was opened. */
export function fenceOf(sealed: Buffer): string {
  return sealed.toString("latin1", 0, FENCE_LENGTH);
}

function authenticated(head: Buffer, binding: string): Buffer {
  return Buffer.concat([head, Buffer.from(binding)]);
}

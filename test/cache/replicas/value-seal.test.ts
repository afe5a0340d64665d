import { expect, test } from "@jest/globals";
import { pack, unpack } from "../../../src/cache/replicas/packed-value.js";
import { fenceOf, type KeySource, ValueSeal } from "../../../src/cache/replicas/value-seal.js";
import { deriveKey } from "../../../src/derive-key.js";

const FENCE = "1764166763123456";
const VALUE = Buffer.from("what somebody said in a meeting");
const BINDING = "key, owner";
const [FIRST, SECOND] = ["first secret ".repeat(3), "second secret ".repeat(3)];

const sourceOf = (identitySecret: string): KeySource => ({
  deriveKey: async (secret, purpose) => deriveKey(identitySecret, secret, purpose),
});
const OWNER = sourceOf("the owner's token");
const broken = (reason: string) => ({ name: "BrokenValue", reason });

test("a sealed value opens unchanged, shows only its fencing number, and never has the same bytes twice", async () => {
  const seal = new ValueSeal([FIRST]);
  const sealed = await seal.seal(VALUE, FENCE, BINDING, OWNER);
  expect(await seal.open(sealed, BINDING, OWNER)).toEqual(VALUE);
  expect(fenceOf(sealed)).toBe(FENCE);
  expect(sealed.includes("somebody")).toBe(false);
  expect((await seal.seal(VALUE, FENCE, BINDING, OWNER)).equals(sealed)).toBe(false);
});

test("a value opens only with both secrets: the gateway's and the identity's own", async () => {
  const sealed = await new ValueSeal([FIRST]).seal(VALUE, FENCE, BINDING, OWNER);
  await expect(new ValueSeal([FIRST]).open(sealed, BINDING, sourceOf("another token"))).rejects.toMatchObject(
    broken("seal"),
  );
  await expect(new ValueSeal([SECOND]).open(sealed, BINDING, OWNER)).rejects.toMatchObject(broken("secret"));
});

test("while a secret is replaced, values of both secrets open, and the first secret seals", async () => {
  const [old, both, next] = [[FIRST], [SECOND, FIRST], [SECOND]].map((secrets) => new ValueSeal(secrets));
  if (old === undefined || both === undefined || next === undefined) throw new Error("there are three");
  const before = await old.seal(VALUE, FENCE, BINDING, OWNER);
  const after = await both.seal(VALUE, FENCE, BINDING, OWNER);
  for (const sealed of [before, after]) expect(await both.open(sealed, BINDING, OWNER)).toEqual(VALUE);
  expect(await next.open(after, BINDING, OWNER)).toEqual(VALUE);
  await expect(old.open(after, BINDING, OWNER)).rejects.toMatchObject(broken("secret"));
});

test("a value under another key, or of another owner, cannot be opened", async () => {
  const seal = new ValueSeal([FIRST]);
  const sealed = await seal.seal(VALUE, FENCE, BINDING, OWNER);
  for (const other of ["other key, owner", "key, other owner", ""])
    await expect(seal.open(sealed, other, OWNER)).rejects.toMatchObject(broken("seal"));
});

test("a value with any changed byte, also in its number, cannot be opened", async () => {
  const seal = new ValueSeal([FIRST]);
  const sealed = await seal.seal(VALUE, FENCE, BINDING, OWNER);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(seal.open(changed, BINDING, OWNER)).rejects.toMatchObject({ name: "BrokenValue" });
  }
  for (const length of [0, 1, 16, 20, 48, sealed.length - 1])
    await expect(seal.open(sealed.subarray(0, length), BINDING, OWNER)).rejects.toMatchObject({ name: "BrokenValue" });
});

test("a packed value is shorter, and a value with a wrong length is broken", async () => {
  const value = Buffer.from("again and again, ".repeat(1000));
  const packed = await pack(value);
  expect(packed.length).toBeLessThan(200);
  expect(await unpack(packed)).toEqual(value);
  for (const length of [0, 1, value.length - 1, value.length + 1, 0xffffffff]) {
    const lying = Buffer.from(packed);
    lying.writeUInt32BE(length);
    await expect(unpack(lying)).rejects.toMatchObject(broken("content"));
  }
  await expect(unpack(Buffer.of())).rejects.toMatchObject(broken("content"));
  await expect(unpack(packed.subarray(0, 20))).rejects.toMatchObject(broken("content"));
});

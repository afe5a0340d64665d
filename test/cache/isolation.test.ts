import { expect, test } from "@jest/globals";
import { type CacheKey, CacheKeys } from "../../src/cache/cache-keys.js";
import { createDice } from "../../src/simulator/dice.js";
import { CachedWorld, textsOf, type WorldCall } from "../support/cached-world.js";
import { FakeSource, paragraphAt } from "../support/fake-source.js";

const IDENTITIES = Array.from({ length: 20 }, (_, index) => `identity-${index}.`);
const OPERATORS = ["operator-0.", "operator-1.", "operator-2.", null];

/** Every paragraph names its owner; all other data are equal for everybody. */
function transcriptOf(identity: string, operator: string | null) {
  return Array.from({ length: 7 }, (_, index) => paragraphAt(index * 1000, `${identity} ${operator} ${index}`));
}

const respond = async (call: WorldCall) =>
  new FakeSource(transcriptOf(call.identity, call.conference.unionId), { pageLimit: () => 3 }).getPage(call);

/**
 * All callers read random windows in parallel, in a small cache. Returns the data that anyone got of another caller.
 */
async function foreignTexts(options: ConstructorParameters<typeof CachedWorld>[1]): Promise<string[]> {
  const world = new CachedWorld(respond, { maxBytes: 60_000, ...options });
  const dice = createDice(2026);
  const foreign: string[] = [];
  const readOnce = async () => {
    const [identity, operator] = [dice.pick(IDENTITIES), dice.pick(OPERATORS)];
    const args = dice.pick([{ first: 2 }, { last: 2 }, { first: 7 }, { from: 2000, until: 5000 }]);
    const texts = textsOf(await world.read(args, { identity, operator, wantsFresh: dice.next() < 0.1 }));
    foreign.push(...texts.filter((text) => !text.startsWith(`${identity} ${operator} `)));
    world.now += dice.between(0, 20_000);
  };
  for (let round = 0; round < 60; round += 1) await Promise.all(Array.from({ length: 30 }, readOnce));
  return foreign;
}

/** All callers have the same key, so only the owner's digest separates them. */
class CollidingKeys extends CacheKeys {
  override own(...args: Parameters<CacheKeys["own"]>): CacheKey {
    const { owner } = super.own(...args);
    return { id: "key", owner, name: `${owner}.key` };
  }
  override shared(...args: Parameters<CacheKeys["shared"]>): CacheKey {
    const { owner } = super.shared(...args);
    return { id: "shared key", owner, name: `${owner}.shared key` };
  }
}

/** All callers have the same digest, so only the key separates them. */
class CollidingOwners extends CacheKeys {
  override own(...args: Parameters<CacheKeys["own"]>): CacheKey {
    const { id } = super.own(...args);
    return { id, owner: "owner", name: `owner.${id}` };
  }
  override shared(...args: Parameters<CacheKeys["shared"]>): CacheKey {
    const { id } = super.shared(...args);
    return { id, owner: "owner", name: `owner.${id}` };
  }
}

const keys = new CacheKeys("secret", "upstream");

test.each([false, true])(
  "no caller gets data that another caller has read, with sharing %s",
  async (sharesBetweenOperators) => {
    expect(await foreignTexts({ keys, sharesBetweenOperators })).toEqual([]);
  },
);

test("if the owner's digest is wrong, the key still separates callers", async () => {
  expect(await foreignTexts({ keys: new CollidingOwners("secret", "upstream") })).toEqual([]);
});

test("if the key is wrong, the owner's digest still separates callers, also in reads in flight", async () => {
  expect(await foreignTexts({ keys: new CollidingKeys("secret", "upstream") })).toEqual([]);
});

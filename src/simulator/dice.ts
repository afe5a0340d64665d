/** Random numbers that are the same for the same seed. */
export interface Dice {
  /** A fraction from 0 up to but excluding 1. */
  next(): number;
  /** A whole number from `min` to `max`. */
  between(min: number, max: number): number;
  /** One of `choices`, which must not be empty. */
  pick<T>(choices: readonly T[]): T;
  /** The same items in another order. */
  shuffle<T>(items: readonly T[]): T[];
}

/** A linear congruential generator, with the longest period for 32 bits. Its high bits are random enough here. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    pick: (choices) => itemAt(choices, between(0, choices.length - 1)),
    shuffle: (items) =>
      items
        .map((item) => ({ item, rank: next() }))
        .toSorted((one, other) => one.rank - other.rank)
        .map(({ item }) => item),
  };
}

/** Draws one item after another; an item returns only after all others. */
export function createDeck<T>(items: readonly T[], dice: Dice): () => T {
  let left: readonly T[] = [];
  return () => {
    if (left.length === 0) left = dice.shuffle(items);
    const drawn = itemAt(left, 0);
    left = left.slice(1);
    return drawn;
  };
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`nothing to choose at ${index} of ${items.length}`);
  return item;
}

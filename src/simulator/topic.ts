/** The languages that the meetings are held in. */
export type Language = "zh" | "en";

/**
 * A few turns that belong together, one after the other. A turn is a role, a space, and what is said, in words parted by
 * spaces; Chinese too, where the spaces fall away again. `{slot}` stands for something from the lexicon or a person's
 * name, the same throughout an exchange; `<this|that>` for one of several wordings.
 * Roles: `H` is the host, `A` leads the topic, `B` and `C` take part.
 */
export type Exchange = readonly string[];

/** An item on the agenda: how it is opened, what is said about it in any order, and how it is closed. */
export interface Topic {
  readonly language: Language;
  readonly opening: Exchange;
  readonly exchanges: readonly Exchange[];
  readonly closing: Exchange;
}

/** The languages of the meetings. */
export type Language = "zh" | "en";

/**
 * Turns that belong together, in order. A turn is a role, a space, and the words, separated by spaces. In Chinese the
 * spaces are removed later. `{slot}` is a value from the lexicon or a person's name, the same for the whole exchange.
 * `<this|that>` is one of several wordings. Roles: `H` is the host, `A` leads the topic, `B` and `C` take part.
 */
export type Exchange = readonly string[];

/** An item on the agenda: its opening, its exchanges in any order, and its closing. */
export interface Topic {
  readonly language: Language;
  readonly opening: Exchange;
  readonly exchanges: readonly Exchange[];
  readonly closing: Exchange;
}

/** A speaker and the speaker's colour. */
export interface Speaker {
  /** The same for everything that one person says in a meeting. */
  readonly key: string;
  /** Null if the meeting never showed a name. */
  readonly name: string | null;
  /** Degrees of a colour wheel. */
  readonly hue: number;
}

/** Far from one another, so that people with colour blindness can distinguish neighbours. */
const HUES = [265, 25, 155, 325, 85, 215, 120, 295, 355, 185];

/** Gives each speaker of a meeting a colour, in the order of their first appearance, and remembers names by person. */
export class SpeakerBook {
  readonly #hues = new Map<string, number>();
  readonly #names = new Map<string, string>();

  /** The speaker. If the name is missing here, it is the name that the same person had before. */
  speakerOf(unionId: string | null, name: string | null): Speaker {
    const key = unionId ?? name ?? "";
    if (name !== null) this.#names.set(key, name);
    const hue = this.#hues.get(key) ?? HUES[this.#hues.size % HUES.length] ?? 0;
    this.#hues.set(key, hue);
    return { key, name: this.#names.get(key) ?? null, hue };
  }
}

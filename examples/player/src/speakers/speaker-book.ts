/** Who speaks, and in which colour. */
export interface Speaker {
  /** The same for all that one person says in a meeting. */
  readonly key: string;
  /** Null when the meeting never showed a name. */
  readonly name: string | null;
  /** Degrees of a colour wheel. */
  readonly hue: number;
}

/** Far from one another, and each told from its neighbours by people who see fewer colours than most. */
const HUES = [265, 25, 155, 325, 85, 215, 120, 295, 355, 185];

/** Gives each speaker of a meeting a colour, in the order in which they are first met, and remembers names by person. */
export class SpeakerBook {
  readonly #hues = new Map<string, number>();
  readonly #names = new Map<string, string>();

  /** The speaker; one whose name is missing here goes by the name that the same person had before. */
  speakerOf(unionId: string | null, name: string | null): Speaker {
    const key = unionId ?? name ?? "";
    if (name !== null) this.#names.set(key, name);
    const hue = this.#hues.get(key) ?? HUES[this.#hues.size % HUES.length] ?? 0;
    this.#hues.set(key, hue);
    return { key, name: this.#names.get(key) ?? null, hue };
  }
}

import { createDeck, type Dice } from "./dice.js";
import { HOST, LEXICON, PARTICIPANTS, type Person } from "./lexicon.js";
import { AGENDA, FAREWELL, GREETING, SMALL_TALK } from "./phrases.js";
import type { Exchange, Language, Topic } from "./topic.js";

/** The words of one person without a break. */
export interface Turn {
  readonly speaker: Person;
  readonly words: readonly string[];
  /** True if the next item of the agenda begins here. */
  readonly opensTopic: boolean;
}

type Cast = Readonly<Record<string, Person>>;
type Slots = Map<string, string>;

/** These slots keep their value for a whole topic; other slots change with each exchange. */
const LASTING: ReadonlySet<string> = new Set(["feature", "version", "customer", "market", "day"]);

/** Writes the talk of a meeting from greeting to farewell; `rounds` says how often it goes through the agenda. */
export function writeTalk(rounds: number, dice: Dice): readonly Turn[] {
  const decks = { zh: createDecks("zh", dice), en: createDecks("en", dice) };
  const agenda = Array.from({ length: rounds }, () => AGENDA).flat();
  return [
    ...enact(GREETING, "zh", MIXED_CAST, dice),
    ...agenda.flatMap((topic) => discuss(topic, decks[topic.language], dice)),
    ...enact(FAREWELL, "zh", MIXED_CAST, dice),
  ];
}

interface Decks {
  readonly drawSmallTalk: () => Exchange;
  readonly drawLead: () => Person;
}

const createDecks = (language: Language, dice: Dice): Decks => ({
  drawSmallTalk: createDeck(SMALL_TALK[language], dice),
  drawLead: createDeck(PARTICIPANTS[language], dice),
});

function discuss({ language, opening, exchanges, closing }: Topic, decks: Decks, dice: Dice): readonly Turn[] {
  const lead = decks.drawLead();
  const others = PARTICIPANTS[language].filter((person) => person !== lead);
  const lasting: Slots = new Map();
  const play = (exchange: Exchange, slots: Slots) =>
    enact(exchange, language, castOf(lead, ...dice.shuffle(others)), dice, slots);
  const middle = dice
    .shuffle(exchanges)
    .flatMap((exchange, index) => [
      ...play(exchange, lasting),
      ...(index % 2 === 0 ? [] : play(decks.drawSmallTalk(), new Map())),
    ]);
  const turns = [...play(opening, lasting), ...middle, ...play(closing, lasting)];
  return turns.map((turn, index) => ({ ...turn, opensTopic: index === 0 }));
}

/** The roles at the start and at the end of a meeting. */
const MIXED_CAST = castOf(PARTICIPANTS.zh[0], PARTICIPANTS.zh[1], PARTICIPANTS.en[0]);

function castOf(lead = HOST, second = HOST, third = HOST): Cast {
  return { H: HOST, A: lead, B: second, C: third };
}

/** `lasting`: the values that the exchange shares with others. */
function enact(exchange: Exchange, language: Language, cast: Cast, dice: Dice, lasting: Slots = new Map()) {
  const fill = createFiller(language, cast, dice, lasting);
  return exchange.map((turn) => {
    const speaker = cast[turn.charAt(0)];
    if (speaker === undefined) throw new RangeError(`nobody plays the role in "${turn}"`);
    return { speaker, words: capitalised(fill(turn.slice(2))).split(" "), opensTopic: false };
  });
}

/** Chooses wordings and fills slots. A slot keeps its value for the exchange, or for the topic. */
function createFiller(language: Language, cast: Cast, dice: Dice, lasting: Slots) {
  const fleeting: Slots = new Map();
  const valueOf = (slot: string) => {
    const filled = LASTING.has(slot) ? lasting : fleeting;
    const value = cast[slot]?.called[language] ?? filled.get(slot) ?? newValue(slot, language, dice);
    filled.set(slot, value);
    return value;
  };
  return (text: string) =>
    text
      .replaceAll(/<([^>]*)>/g, (_match, wordings: string) => dice.pick(wordings.split("|")))
      .replaceAll(/\{(\w+)\}/g, (_match, slot: string) => valueOf(slot));
}

/** @throws RangeError for a slot that is not in the lexicon. */
function newValue(slot: string, language: Language, dice: Dice): string {
  if (slot === "count") return String(dice.between(12, 90));
  if (slot === "percent") return String(dice.between(2, 9) * 5);
  if (slot === "most") return String(dice.between(11, 18) * 5);
  return dice.pick(LEXICON[language][slot] ?? []);
}

const capitalised = (text: string) => text.replaceAll(/(?<=^|[.?!] )[a-z]/g, (letter) => letter.toUpperCase());

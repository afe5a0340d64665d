import type { Turn } from "./talk.js";
import type { Dice } from "./dice.js";
import { joinWords, spokenMs, toSentences } from "./script.js";
import type { JsonParagraph, JsonSentence, JsonWord } from "./transcript.js";

/** A complete and consistent paragraph, before the oddities. */
export interface SpokenParagraph extends JsonParagraph {
  readonly paragraph: string;
  readonly sentenceList: readonly JsonSentence[];
}

/** The start of the talk, and its current time. */
interface Moment {
  readonly startTime: number;
  readonly endTime: number;
  readonly turn: Turn | null;
}

const BEGINNING: Moment = { startTime: 0, endTime: 1500, turn: null };

/**
 * Lays out turns along the recording. Sometimes a speaker is interrupted, or two start at the same time, but no
 * paragraph starts before the previous one.
 */
export function layOut(turns: readonly Turn[], dice: Dice): readonly SpokenParagraph[] {
  let moment = BEGINNING;
  return turns.map((turn) => {
    const spoken = speak(turn, startAfter(moment, turn, dice), dice);
    moment = { startTime: spoken.startTime, endTime: Math.max(moment.endTime, spoken.endTime), turn };
    return spoken;
  });
}

function startAfter({ startTime, endTime, turn: previous }: Moment, turn: Turn, dice: Dice): number {
  const chance = dice.next();
  if (turn.opensTopic) return endTime + dice.between(8000, 26_000);
  if (previous !== null && mayCutIn(turn, previous)) {
    if (chance < 0.05) return startTime;
    if (chance < 0.15) return Math.max(startTime, endTime - dice.between(200, 1400));
  }
  return endTime + dice.between(200, 5600);
}

/** Nobody interrupts themselves, or responds to a question before its end. */
function mayCutIn(turn: Turn, previous: Turn): boolean {
  return turn.speaker !== previous.speaker && !/[?？]$/.test(previous.words.at(-1) ?? "");
}

function speak({ speaker, words }: Turn, startTime: number, dice: Dice): SpokenParagraph {
  let now = startTime;
  const sentenceList = toSentences(words).map((sentence) => {
    const spoken = { unionId: speaker.unionId, ...speakSentence(sentence, now, dice) };
    now = spoken.endTime + dice.between(200, 900);
    return spoken;
  });
  return {
    status: 1,
    unionId: speaker.unionId,
    nickName: speaker.nickName,
    startTime,
    endTime: sentenceList.at(-1)?.endTime ?? startTime,
    paragraph: joinWords(sentenceList.map(({ sentence }) => sentence)),
    sentenceList,
  };
}

function speakSentence(words: readonly string[], startTime: number, dice: Dice): JsonSentence {
  let now = startTime;
  const wordList = words.map((word): JsonWord => {
    const from = now;
    now = from + Math.round(spokenMs(word) * (0.85 + dice.next() * 0.4));
    return { word, startTime: from, endTime: now };
  });
  return { sentence: joinWords(words), startTime, endTime: now, wordList };
}

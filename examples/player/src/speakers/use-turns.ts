import { useEffect, useState } from "react";
import { SpeakerTurnsDocument } from "../__generated__/operations.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import { toTurns, type Turn } from "./turns.ts";

type TurnsBySpeaker = ReadonlyMap<string, readonly Turn[]>;

const NO_TURNS: readonly Turn[] = [];

/**
 * The turns of this speaker; null until they have arrived, and while no speaker is chosen. They are read when a speaker
 * is chosen after none was, because a running meeting has grown since. `onFail` must stay the same function.
 */
export function useTurns(
  client: TranscriptClient,
  conferenceId: string,
  speakerKey: string | null,
  onFail: () => void,
): readonly Turn[] | null {
  const [turns, setTurns] = useState<TurnsBySpeaker | null>(null);
  const isChosen = speakerKey !== null;
  useEffect(() => {
    if (!isChosen) return setTurns(null);
    let isWanted = true;
    client.ask(SpeakerTurnsDocument, { conferenceId }).then(
      ({ conference }) => isWanted && setTurns(toTurns((conference.captions?.cues ?? []).map(toSpan))),
      () => isWanted && onFail(),
    );
    return () => {
      isWanted = false;
    };
  }, [client, conferenceId, isChosen, onFail]);
  return speakerKey === null || turns === null ? null : (turns.get(speakerKey) ?? NO_TURNS);
}

interface Cue {
  readonly startTime: number;
  readonly endTime: number;
  readonly speaker: { readonly unionId: string } | null;
  readonly speakerName: string | null;
}

const toSpan = ({ startTime, endTime, speaker, speakerName }: Cue) => ({
  key: speaker?.unionId ?? speakerName ?? "",
  startTime,
  endTime,
});

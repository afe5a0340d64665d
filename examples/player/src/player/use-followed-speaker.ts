import { useCallback, useMemo, useState } from "react";
import type { Turn } from "../speakers/turns.ts";
import { useTurns } from "../speakers/use-turns.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import type { Meeting } from "./use-meeting.ts";
import { useSpeakerPlayback } from "./use-speaker-playback.ts";

/** The followed speaker. */
export interface FollowedSpeaker {
  /** Null: nobody is. */
  readonly key: string | null;
  readonly follow: (speakerKey: string | null) => void;
  /** A speaker could not be followed, because their turns could not be read. */
  readonly hasFailed: boolean;
  /** Their turns on the time bar; null until they are known. */
  readonly shown: { readonly turns: readonly Turn[]; readonly hue: number } | null;
}

const NOBODY = { key: null, hasFailed: false } as const;

/** While a speaker is followed, the clock plays only that speaker's turns. */
export function useFollowedSpeaker(
  client: TranscriptClient,
  conferenceId: string,
  { clock, overview, navigation }: Meeting,
): FollowedSpeaker {
  const [{ key, hasFailed }, setFollowed] = useState<Pick<FollowedSpeaker, "key" | "hasFailed">>(NOBODY);
  const follow = useCallback((next: string | null) => setFollowed({ key: next, hasFailed: false }), []);
  const fail = useCallback(() => setFollowed({ key: null, hasFailed: true }), []);
  const turns = useTurns(client, conferenceId, key, fail);
  useSpeakerPlayback(clock, turns, navigation.seek);
  const hue = overview?.speakers.find(({ speaker }) => speaker.key === key)?.speaker.hue ?? 0;
  const shown = useMemo(() => turns && { turns, hue }, [turns, hue]);
  return useMemo(() => ({ key, follow, hasFailed, shown }), [key, follow, hasFailed, shown]);
}

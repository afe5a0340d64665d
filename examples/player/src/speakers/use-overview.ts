import { useCallback, useEffect, useRef, useState } from "react";
import { OverviewDocument, type OverviewQuery } from "../__generated__/operations.ts";
import type { TranscriptClient } from "../transcript/client.ts";
import type { Speaker, SpeakerBook } from "./speaker-book.ts";

/** How much one person speaks. */
export interface SpeakerShare {
  readonly speaker: Speaker;
  readonly talkTimeMs: number;
  /** The share of everybody's talk time: 0.25 is a quarter. */
  readonly talkShare: number;
  readonly turnCount: number;
}

/** The overview of a meeting. */
export interface Overview {
  readonly durationMs: number;
  readonly paragraphCount: number;
  /** When the gateway read it from DingTalk. */
  readonly readAt: Date;
  /** Sorted by talk time, longest first. */
  readonly speakers: readonly SpeakerShare[];
}

/** The minimum time between two requests while a meeting runs. */
const MIN_PAUSE_MS = 30_000;

/**
 * The meeting's overview; null until it has arrived. `retry` requests it again after a failure; otherwise it is null.
 * `refresh` requests it again when the meeting has grown. The request waits for `hasText`, so that the gateway reads
 * the first text before it computes the overview.
 */
export function useOverview(
  client: TranscriptClient,
  conferenceId: string,
  speakers: SpeakerBook,
  hasText: boolean,
): { readonly overview: Overview | null; readonly retry: (() => void) | null; readonly refresh: () => void } {
  const [overview, setOverview] = useState<Overview | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const askedAt = useRef(-Infinity);
  const ask = useCallback(() => {
    askedAt.current = performance.now();
    setHasFailed(false);
    client.ask(OverviewDocument, { conferenceId }).then(
      ({ conference }) => setOverview(toOverview(conference, speakers)),
      () => setHasFailed(true),
    );
  }, [client, conferenceId, speakers]);
  const refresh = useCallback(() => {
    if (performance.now() - askedAt.current >= MIN_PAUSE_MS) ask();
  }, [ask]);
  useEffect(() => {
    if (hasText) refresh();
  }, [hasText, refresh]);
  return { overview, retry: hasFailed ? ask : null, refresh };
}

function toOverview({ statistics, speakers }: OverviewQuery["conference"], book: SpeakerBook): Overview | null {
  if (statistics === null || speakers === null) return null;
  return {
    durationMs: statistics.duration,
    paragraphCount: statistics.paragraphCount,
    readAt: new Date(statistics.readAt),
    speakers: speakers.map(({ speaker, speakerName, talkTime, talkShare, turnCount }) => ({
      speaker: book.speakerOf(speaker?.unionId ?? null, speakerName),
      talkTimeMs: talkTime,
      talkShare,
      turnCount,
    })),
  };
}

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
 * The meeting's overview; null until it has arrived, and also if it fails, because then the transcript shows the
 * problem. The request waits for `hasText`, so that the gateway reads the first text before it computes the overview.
 */
export function useOverview(
  client: TranscriptClient,
  conferenceId: string,
  speakers: SpeakerBook,
  hasText: boolean,
): { readonly overview: Overview | null; readonly refresh: () => void } {
  const [overview, setOverview] = useState<Overview | null>(null);
  const askedAt = useRef(-Infinity);
  const refresh = useCallback(() => {
    if (performance.now() - askedAt.current < MIN_PAUSE_MS) return;
    askedAt.current = performance.now();
    client.ask(OverviewDocument, { conferenceId }).then(
      ({ conference }) => setOverview(toOverview(conference, speakers)),
      () => undefined,
    );
  }, [client, conferenceId, speakers]);
  useEffect(() => {
    if (hasText) refresh();
  }, [hasText, refresh]);
  return { overview, refresh };
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

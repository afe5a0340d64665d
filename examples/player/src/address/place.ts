import { parseTime } from "../playback/time-text.ts";

/** What an address of the player says: which meeting, and where in it. */
export interface Place {
  /** Null: none is named. */
  readonly conferenceId: string | null;
  /** In milliseconds of the recording; null when the address names no moment. */
  readonly timeMs: number | null;
  /** What is searched for; empty when nothing is. */
  readonly query: string;
}

const SECOND_MS = 1000;

/** Reads `?meeting=demo#t=754&q=budget`. A time is in seconds, or as a clock shows it (`12:34`). */
export function parsePlace(href: string): Place {
  const url = new URL(href);
  const hash = new URLSearchParams(url.hash.slice(1));
  return {
    conferenceId: url.searchParams.get("meeting") || null,
    timeMs: toTime(hash.get("t") ?? ""),
    query: hash.get("q") ?? "",
  };
}

/** The address of a place, on the page that `href` is an address of. */
export function toAddress(href: string, { conferenceId, timeMs, query }: Place): string {
  const url = new URL(href);
  url.search = conferenceId === null ? "" : new URLSearchParams({ meeting: conferenceId }).toString();
  const parts = [
    timeMs === null ? null : `t=${Math.floor(timeMs / SECOND_MS)}`,
    query === "" ? null : `q=${encodeURIComponent(query)}`,
  ];
  url.hash = parts.filter((part) => part !== null).join("&");
  return url.href;
}

function toTime(text: string): number | null {
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.floor(Number(text) * SECOND_MS);
  return parseTime(text);
}

import { parseTime } from "../playback/time-text.ts";

/** The content of a player's address: a meeting, a time in it, and a search. */
export interface Route {
  /** Null: none is named. */
  readonly conferenceId: string | null;
  /** In milliseconds of the recording; null if the address names no time. */
  readonly timeMs: number | null;
  /** The text of a search; empty if there is none. */
  readonly query: string;
}

const SECOND_MS = 1000;

/** Reads `?meeting=demo#t=754&q=budget`. A time is a number of seconds, or written like a clock's (`12:34`). */
export function parseRoute(href: string): Route {
  const url = new URL(href);
  const hash = new URLSearchParams(url.hash.slice(1));
  return {
    conferenceId: url.searchParams.get("meeting") || null,
    timeMs: toTime(hash.get("t") ?? ""),
    query: hash.get("q") ?? "",
  };
}

/** The address of a route; `href` is any address of the same page. */
export function toAddress(href: string, { conferenceId, timeMs, query }: Route): string {
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

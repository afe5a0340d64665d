const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

/** A time of the recording, written like a clock's: `4:05`, or `1:04:05` from the first hour on. */
export function formatTime(timeMs: number): string {
  const { hours, minutes, seconds } = split(timeMs);
  const tail = `${hours > 0 ? pad(minutes) : minutes}:${pad(seconds)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** Reads `s`, `m:s` or `h:m:s` as milliseconds; null for any other text. The colon may be a Chinese one. */
export function parseTime(text: string): number | null {
  const match = /^(?:(?:(?<hours>\d{1,2})[:：])?(?<minutes>\d{1,3})[:：])?(?<seconds>\d{1,5})$/.exec(text.trim());
  if (match === null) return null;
  const { hours = "0", minutes = "0", seconds = "0" } = match.groups ?? {};
  return Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * SECOND_MS;
}

/** The same time in the language's words, for a screen reader: `1 hour, 4 minutes`, `1小时4分钟`. */
export function speakTime(timeMs: number, language: string): string {
  const { hours, minutes, seconds } = split(timeMs);
  const parts = [
    count(hours, "hour", language),
    count(minutes, "minute", language),
    count(seconds, "second", language),
  ];
  const spoken = parts.filter((part) => part !== null);
  return new Intl.ListFormat(language, { type: "unit", style: "long" }).format(
    spoken.length === 0 ? [unit(0, "second", language)] : spoken,
  );
}

function split(timeMs: number) {
  return {
    hours: Math.floor(timeMs / HOUR_MS),
    minutes: Math.floor((timeMs % HOUR_MS) / MINUTE_MS),
    seconds: Math.floor((timeMs % MINUTE_MS) / SECOND_MS),
  };
}

const pad = (value: number) => String(value).padStart(2, "0");
const unit = (value: number, name: string, language: string) =>
  new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "long" }).format(value);
const count = (value: number, name: string, language: string) => (value === 0 ? null : unit(value, name, language));

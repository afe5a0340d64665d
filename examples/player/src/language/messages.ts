import { chinese } from "./chinese.ts";
import { english } from "./english.ts";

/** The texts for a problem. */
export interface ProblemWording {
  readonly title: string;
  readonly advice: string;
}

/** All texts of the player in one language. Times and numbers are formatted before they are passed in. */
export interface Messages {
  /** A BCP 47 tag, for `lang` and for Intl. */
  readonly language: "en" | "zh-CN";
  readonly player: string;
  readonly meeting: string;
  readonly open: string;
  readonly token: string;
  readonly signIn: string;
  readonly signOut: string;
  readonly welcome: ProblemWording;
  readonly unnamed: string;
  readonly transcript: string;
  readonly opening: string;
  readonly loading: string;
  readonly beginning: string;
  readonly end: string;
  readonly nothingSaid: string;
  goTo(time: string): string;
  backTo(time: string): string;
  readonly latest: string;
  readonly copyQuote: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly search: string;
  readonly clearSearch: string;
  readonly previousMatch: string;
  readonly nextMatch: string;
  readonly searching: string;
  readonly noMatches: string;
  matches(count: string): string;
  matchOf(number: string, count: string): string;
  readonly speakers: string;
  follow(name: string): string;
  stopFollowing(name: string): string;
  share(share: string, time: string): string;
  turns(count: string): string;
  summary(duration: string, paragraphs: string, speakers: string): string;
  readAt(time: string): string;
  readonly download: string;
  readonly formats: Readonly<Record<"WEBVTT" | "SRT" | "TTML" | "TEXT", string>>;
  readonly print: string;
  readonly copyLink: string;
  readonly failed: string;
  readonly addRecording: string;
  readonly removeRecording: string;
  readonly recording: string;
  readonly captions: string;
  readonly cannotPlay: string;
  readonly playback: string;
  readonly play: string;
  readonly pause: string;
  readonly position: string;
  positionOf(time: string, duration: string): string;
  readonly speed: string;
  readonly jumpTo: string;
  readonly jump: string;
  readonly writeTime: string;
  endsAt(time: string): string;
  readonly hints: { readonly play: string; readonly step: string; readonly longStep: string; readonly search: string };
  readonly tryAgain: string;
  nextTry(seconds: string): string;
  notBefore(time: string): string;
  readonly problems: Readonly<Record<string, ProblemWording>>;
  readonly unknownProblem: ProblemWording;
}

/** The messages in the first of these languages that has messages; otherwise in English. */
export function chooseMessages(languages: readonly string[]): Messages {
  const known = languages.find((language) => /^(zh|en)\b/i.test(language));
  return known !== undefined && /^zh\b/i.test(known) ? chinese : english;
}

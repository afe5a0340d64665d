import { BadUserInput } from "../../../errors.js";
import { type ConferenceKey, MAX_ID_LENGTH } from "../../../transcript/model.js";
import type { ParagraphRef } from "../../../transcript/reader.js";
import type { Admission } from "./admission.js";

/** What a global id stands for, as the person for whom it was opened may see it. */
export type NodeName =
  | { readonly type: "Conference"; readonly conference: ConferenceKey }
  | { readonly type: "Paragraph"; readonly conference: ConferenceKey; readonly name: ParagraphRef };

const PATTERN =
  /^(?:C(?<cv>[12])|P(?<pv>[12])\.(?<time>0|[1-9a-z][\da-z]{0,10})\.(?<fingerprint>[\w-]{11}))\.(?<conference>[\w-]+(?:\.[\w-]+)?)$/;

/** Two ids of DingTalk's, of whose characters JSON may make six bytes each, in base64, and what stands before them. */
const MAX_LENGTH = 2 * MAX_ID_LENGTH * 8 + 80;

/** The end of the ids of each conference that was opened, with their version: a page asks for the same one with every paragraph. */
const endings = new WeakMap<ConferenceKey, Ending>();

/** What the ids of a conference and of its paragraphs have in common. */
interface Ending {
  readonly version: "1" | "2";
  readonly text: string;
}

/** Opens a conference as the operator that was admitted: from now on, its ids and those of its paragraphs can be written. */
export function openConference(conference: ConferenceKey, admission: Admission): ConferenceKey {
  const mark = admission.markOf(conference);
  endings.set(conference, mark === null ? plainEnding(conference) : markedEnding(conference.conferenceId, mark));
  return conference;
}

/** The id of a conference as one operator sees it. */
export function conferenceGlobalId(conference: ConferenceKey): string {
  const { version, text } = endingOf(conference);
  return `C${version}.${text}`;
}

/** The id of a paragraph: the same whichever direction it was read in, and for as long as its text stands. */
export function paragraphGlobalId(conference: ConferenceKey, { startTime, fingerprint }: ParagraphRef): string {
  const { version, text } = endingOf(conference);
  return `P${version}.${startTime.toString(36)}.${fingerprint}.${text}`;
}

/**
 * Reads an id that one of the functions above wrote, and opens what it names. The same id is written again for it. @throws BadUserInput naming `argument`; GatewayError `FORBIDDEN` for another operator's.
 */
export function parseGlobalId(argument: string, id: string, admission: Admission): NodeName {
  const parts = id.length <= MAX_LENGTH ? PATTERN.exec(id)?.groups : undefined;
  if (parts === undefined) throw malformed(argument);
  const version = (parts["cv"] ?? parts["pv"]) === "1" ? "1" : "2";
  const ending: Ending = { version, text: parts["conference"] ?? "" };
  const conference = readEnding(argument, ending, admission);
  endings.set(conference, ending);
  const { time, fingerprint } = parts;
  if (time === undefined || fingerprint === undefined) return { type: "Conference", conference };
  const startTime = Number.parseInt(time, 36);
  if (!Number.isSafeInteger(startTime)) throw malformed(argument);
  return { type: "Paragraph", conference, name: { startTime, fingerprint } };
}

function readEnding(argument: string, { version, text }: Ending, admission: Admission): ConferenceKey {
  if (version === "1") {
    const { conferenceId, unionId } = readPlainEnding(text) ?? refuse(argument);
    return { conferenceId, unionId: admission.byName(conferenceId, unionId, argument) };
  }
  const [encoded = "", mark = ""] = text.split(".");
  const [conferenceId] = parseJsonList(decode(encoded));
  if (typeof conferenceId !== "string" || encode([conferenceId]) !== encoded) throw malformed(argument);
  const unionId = admission.byMark(conferenceId, mark, argument);
  if (unionId === undefined) throw malformed(argument);
  return { conferenceId, unionId };
}

function refuse(argument: string): never {
  throw malformed(argument);
}

const malformed = (argument: string) => new BadUserInput(`${argument}: must be an id that this API handed out`);

/** Without an operator there is nobody to hide. */
function endingOf(conference: ConferenceKey): Ending {
  const ending = endings.get(conference) ?? (conference.unionId === null ? plainEnding(conference) : null);
  if (ending === null) throw new Error("an id is asked for of a conference that was not opened");
  return ending;
}

/** Version 2: the conference, and a mark that names nobody. */
const markedEnding = (conferenceId: string, mark: string): Ending => ({
  version: "2",
  text: `${encode([conferenceId])}.${mark}`,
});

/** Version 1, of the gateway's version 0.1: conference and operator, as JSON. */
const plainEnding = ({ conferenceId, unionId }: ConferenceKey): Ending => ({
  version: "1",
  text: encode([conferenceId, unionId]),
});

function readPlainEnding(text: string): ConferenceKey | null {
  const [conferenceId, unionId] = parseJsonList(decode(text));
  if (typeof conferenceId !== "string" || (typeof unionId !== "string" && unionId !== null)) return null;
  return plainEnding({ conferenceId, unionId }).text === text ? { conferenceId, unionId } : null;
}

const encode = (parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
const decode = (text: string) => Buffer.from(text, "base64url").toString();

function parseJsonList(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

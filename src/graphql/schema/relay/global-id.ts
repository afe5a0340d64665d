import { BadUserInput } from "../../../errors.js";
import { type ConferenceKey, MAX_ID_LENGTH } from "../../../transcript/model.js";
import type { ParagraphRef } from "../../../transcript/reader.js";

/** What a global id stands for. */
export type NodeName =
  | { readonly type: "Conference"; readonly conference: ConferenceKey }
  | { readonly type: "Paragraph"; readonly conference: ConferenceKey; readonly name: ParagraphRef };

const PATTERN = /^(?:C1|P1\.(?<time>0|[1-9a-z][\da-z]{0,10})\.(?<fingerprint>[\w-]{11}))\.(?<conference>[\w-]+)$/;

/** Two ids of DingTalk's, of whose characters JSON may make six bytes each, in base64, and what stands before them. */
const MAX_LENGTH = 2 * MAX_ID_LENGTH * 8 + 50;

/** A page asks for the same one with every paragraph. */
const conferenceParts = new WeakMap<ConferenceKey, string>();

/** The id of a conference as one operator sees it: version, then conference and operator as JSON in base64url. */
export const conferenceGlobalId = (conference: ConferenceKey): string => `C1.${conferencePart(conference)}`;

/** The id of a paragraph: the same whichever direction it was read in, and for as long as its text stands. */
export const paragraphGlobalId = (conference: ConferenceKey, { startTime, fingerprint }: ParagraphRef): string =>
  `P1.${startTime.toString(36)}.${fingerprint}.${conferencePart(conference)}`;

/** Reads an id that one of the functions above wrote. @throws BadUserInput naming `argument`. */
export function parseGlobalId(argument: string, id: string): NodeName {
  const parts = id.length <= MAX_LENGTH ? PATTERN.exec(id)?.groups : undefined;
  const conference = parseConferencePart(parts?.["conference"] ?? "");
  if (parts === undefined || conference === null) throw malformed(argument);
  const { time, fingerprint } = parts;
  if (time === undefined || fingerprint === undefined) return { type: "Conference", conference };
  const startTime = Number.parseInt(time, 36);
  if (!Number.isSafeInteger(startTime)) throw malformed(argument);
  return { type: "Paragraph", conference, name: { startTime, fingerprint } };
}

const malformed = (argument: string) => new BadUserInput(`${argument}: must be an id that this API handed out`);

function conferencePart(conference: ConferenceKey): string {
  const known = conferenceParts.get(conference);
  if (known !== undefined) return known;
  const part = Buffer.from(JSON.stringify([conference.conferenceId, conference.unionId])).toString("base64url");
  conferenceParts.set(conference, part);
  return part;
}

function parseConferencePart(part: string): ConferenceKey | null {
  const [conferenceId, unionId] = parseJsonList(Buffer.from(part, "base64url").toString());
  if (typeof conferenceId !== "string" || (typeof unionId !== "string" && unionId !== null)) return null;
  return conferencePart({ conferenceId, unionId }) === part ? { conferenceId, unionId } : null;
}

function parseJsonList(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

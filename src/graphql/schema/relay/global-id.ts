import { BadUserInput } from "../../../errors.js";
import { parseJson } from "../../../json.js";
import { type ConferenceKey, MAX_ID_LENGTH } from "../../../transcript/model.js";
import type { ParagraphRef } from "../../../transcript/reader.js";
import type { OperatorPolicy } from "./operator-policy.js";

/** The object that a global id names, for the operator of the id. */
export type NodeName =
  | { readonly type: "Conference"; readonly conference: ConferenceKey }
  | { readonly type: "Paragraph"; readonly conference: ConferenceKey; readonly name: ParagraphRef };

const PATTERN =
  /^(?:C(?<cv>[12])|P(?<pv>[12])\.(?<time>0|[1-9a-z][\da-z]{0,10})\.(?<fingerprint>[\w-]{11}))\.(?<conference>[\w-]+(?:\.[\w-]+)?)$/;

/** The maximum length of an id: two of DingTalk's ids as JSON (up to six bytes a character) in base64, and a prefix. */
const MAX_LENGTH = 2 * MAX_ID_LENGTH * 8 + 80;

/** The last part of the ids of each opened conference, stored because all paragraphs of a page need the same one. */
const suffixes = new WeakMap<ConferenceKey, IdSuffix>();

/** The last part of an id, which is the same for a conference and its paragraphs. */
interface IdSuffix {
  readonly version: "1" | "2";
  readonly text: string;
}

/** Opens a conference for the admitted operator. Its ids and those of its paragraphs can be written only after that. */
export function openConference(conference: ConferenceKey, operatorPolicy: OperatorPolicy): ConferenceKey {
  const mark = operatorPolicy.markOf(conference);
  suffixes.set(conference, mark === null ? plainSuffix(conference) : markedSuffix(conference.conferenceId, mark));
  return conference;
}

/** The id of a conference, for one operator. */
export function conferenceGlobalId(conference: ConferenceKey): string {
  const { version, text } = suffixOf(conference);
  return `C${version}.${text}`;
}

/** The id of a paragraph. It is the same in both directions, until the paragraph is edited. */
export function paragraphGlobalId(conference: ConferenceKey, { startTime, fingerprint }: ParagraphRef): string {
  const { version, text } = suffixOf(conference);
  return `P${version}.${startTime.toString(36)}.${fingerprint}.${text}`;
}

/** True if the ids of two names of one conference, and of their paragraphs, are the same. Both must be opened. */
export function haveSameIds(one: ConferenceKey, other: ConferenceKey): boolean {
  return suffixOf(one).text === suffixOf(other).text;
}

/**
 * Reads an id that one of these functions wrote, and opens its conference. Writing it again gives the same id.
 * @throws BadUserInput with `argument`; GatewayError `FORBIDDEN` for another operator's id.
 */
export function parseGlobalId(argument: string, id: string, operatorPolicy: OperatorPolicy): NodeName {
  const parts = id.length <= MAX_LENGTH ? PATTERN.exec(id)?.groups : undefined;
  if (parts === undefined) throw malformed(argument);
  const version = (parts["cv"] ?? parts["pv"]) === "1" ? "1" : "2";
  const suffix: IdSuffix = { version, text: parts["conference"] ?? "" };
  const conference = readSuffix(argument, suffix, operatorPolicy);
  suffixes.set(conference, suffix);
  const { time, fingerprint } = parts;
  if (time === undefined || fingerprint === undefined) return { type: "Conference", conference };
  const startTime = Number.parseInt(time, 36);
  if (!Number.isSafeInteger(startTime)) throw malformed(argument);
  return { type: "Paragraph", conference, name: { startTime, fingerprint } };
}

function readSuffix(argument: string, { version, text }: IdSuffix, operatorPolicy: OperatorPolicy): ConferenceKey {
  if (version === "1") {
    const plain = readPlainSuffix(text);
    if (plain === null) throw malformed(argument);
    const { conferenceId, unionId } = plain;
    return { conferenceId, unionId: operatorPolicy.byName(conferenceId, unionId, argument) };
  }
  const [encoded = "", mark = ""] = text.split(".");
  const [conferenceId] = parseJsonList(decode(encoded));
  if (typeof conferenceId !== "string" || encode([conferenceId]) !== encoded) throw malformed(argument);
  const unionId = operatorPolicy.byMark(conferenceId, mark, argument);
  if (unionId === undefined) throw malformed(argument);
  return { conferenceId, unionId };
}

const malformed = (argument: string) => new BadUserInput(`${argument}: must be an id that this API returned`);

/** A conference without an operator needs no mark, and so need not be opened. */
function suffixOf(conference: ConferenceKey): IdSuffix {
  const suffix = suffixes.get(conference) ?? (conference.unionId === null ? plainSuffix(conference) : null);
  if (suffix === null) throw new Error("this conference was not opened, so it has no id");
  return suffix;
}

/** Version 2: the conference, and the operator's mark. */
const markedSuffix = (conferenceId: string, mark: string): IdSuffix => ({
  version: "2",
  text: `${encode([conferenceId])}.${mark}`,
});

/** Version 1, from the gateway's version 0.1: conference and operator, as JSON. */
const plainSuffix = ({ conferenceId, unionId }: ConferenceKey): IdSuffix => ({
  version: "1",
  text: encode([conferenceId, unionId]),
});

function readPlainSuffix(text: string): ConferenceKey | null {
  const [conferenceId, unionId] = parseJsonList(decode(text));
  if (typeof conferenceId !== "string" || (typeof unionId !== "string" && unionId !== null)) return null;
  return plainSuffix({ conferenceId, unionId }).text === text ? { conferenceId, unionId } : null;
}

const encode = (parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
const decode = (text: string) => Buffer.from(text, "base64url").toString();

function parseJsonList(text: string): readonly unknown[] {
  const value = parseJson(text);
  return Array.isArray(value) ? value : [];
}

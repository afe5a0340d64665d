import { BadUserInput } from "../../../errors.js";
import { type ConferenceKey, MAX_ID_LENGTH } from "../../../transcript/model.js";

/**
 * Whose transcript, and for whom. Our own ids are made of both, and may appear with every paragraph.
 * @throws BadUserInput naming `argument`, or the operator, when an id is too long to be one.
 */
export function toConferenceKey(argument: string, conferenceId: string, unionId: string | null): ConferenceKey {
  checkLength(argument, conferenceId);
  checkLength("unionId (or the header x-dingtalk-union-id)", unionId ?? "");
  return { conferenceId, unionId };
}

function checkLength(name: string, id: string): void {
  if (id.length > MAX_ID_LENGTH)
    throw new BadUserInput(`${name}: must have at most ${MAX_ID_LENGTH} characters, and has ${id.length}`);
}

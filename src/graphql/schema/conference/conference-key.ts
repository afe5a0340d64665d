import { BadUserInput } from "../../../errors.js";
import { type ConferenceKey, MAX_ID_LENGTH } from "../../../transcript/model.js";
import type { Context } from "../../context.js";
import { openConference } from "../relay/global-id.js";

/**
 * Whose transcript, and for whom: the operator that a field names, if the request may ask as that one, or else the request's own. Our
 * own ids are made of both, and may appear with every paragraph.
 * @throws BadUserInput naming `argument`, or the operator, when an id is too long to be one; GatewayError `FORBIDDEN`.
 */
export function toConferenceKey(
  argument: string,
  conferenceId: string,
  named: string | null | undefined,
  { admission }: Context,
): ConferenceKey {
  checkLength(argument, conferenceId);
  const unionId = admission.byArgument(conferenceId, named ?? null);
  checkLength("unionId (or the header x-dingtalk-union-id)", unionId ?? "");
  return openConference({ conferenceId, unionId }, admission);
}

function checkLength(name: string, id: string): void {
  if (id.length > MAX_ID_LENGTH)
    throw new BadUserInput(`${name}: must have at most ${MAX_ID_LENGTH} characters, and has ${id.length}`);
}

import { BadUserInput } from "../../../errors.js";
import { type ConferenceKey, MAX_ID_LENGTH } from "../../../transcript/model.js";
import type { Context } from "../../context.js";
import { openConference } from "../relay/global-id.js";

/**
 * The meeting and the operator of a field. The operator is the one that the field names, if the request may act for
 * them; otherwise it is the request's own.
 * @throws BadUserInput if an id is too long, with the name of the argument; GatewayError `FORBIDDEN`.
 */
export function toConferenceKey(
  argument: string,
  conferenceId: string,
  named: string | null | undefined,
  { operatorPolicy }: Context,
): ConferenceKey {
  checkLength(argument, conferenceId);
  const unionId = operatorPolicy.byArgument(conferenceId, named ?? null);
  checkLength("unionId (or the header x-dingtalk-union-id)", unionId ?? "");
  return openConference({ conferenceId, unionId }, operatorPolicy);
}

function checkLength(name: string, id: string): void {
  if (id.length > MAX_ID_LENGTH)
    throw new BadUserInput(`${name}: must have at most ${MAX_ID_LENGTH} characters, and has ${id.length}`);
}

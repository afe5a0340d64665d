import { GatewayError } from "../../../errors.js";
import type { Credentials } from "../../../transcript/credentials.js";
import type { ConferenceKey } from "../../../transcript/model.js";
import type { OperatorSeal } from "./operator-seal.js";

const SEALED = "s";
const DIGEST = "d";

/**
 * Decides for which operator a request may read a conference that comes in an argument, a global id or an entity
 * reference. Ids contain that operator as a mark: a seal, or a digest if the credentials are bound to one operator.
 */
export class OperatorPolicy {
  readonly #credentials: Credentials | null;

  /**
   * `seal` is null if there is no secret; ids then contain operators in plain text, as in version 0.1. `onConference`
   * gets every conference that the request names, whether the request may read it or not.
   */
  constructor(
    credentials: Credentials | GatewayError,
    readonly seal: OperatorSeal | null,
    readonly onConference: (conferenceId: string) => void,
  ) {
    this.#credentials = credentials instanceof GatewayError ? null : credentials;
    if (this.#credentials?.isBoundToOperator === true && seal === null)
      throw new Error("ids of people who sign in need a secret");
  }

  /** The operator for a field with an optional `unionId`. @throws GatewayError `FORBIDDEN` for another person's. */
  byArgument(conferenceId: string, operator: string | null): string | null {
    if (operator !== null) return this.byName(conferenceId, operator, "unionId");
    this.onConference(conferenceId);
    return this.#credentials?.operator ?? null;
  }

  /** The operator for an id with an operator in plain text, or with none. @throws GatewayError `FORBIDDEN`. */
  byName(conferenceId: string, operator: string | null, argument: string): string | null {
    this.onConference(conferenceId);
    return this.#actAs(operator, argument);
  }

  /** The operator for an id with a mark; undefined if it is not ours. @throws GatewayError `FORBIDDEN`. */
  byMark(conferenceId: string, mark: string, argument: string): string | null | undefined {
    this.onConference(conferenceId);
    if (this.seal === null) return undefined;
    const text = mark.slice(1);
    if (mark.startsWith(DIGEST)) return this.#byDigest(conferenceId, text, argument, this.seal);
    const operator = mark.startsWith(SEALED) ? this.seal.open(conferenceId, text) : null;
    return operator === null ? undefined : this.#actAs(operator, argument);
  }

  /** The mark of a conference's operator for new ids; null: there is no operator, or no secret. */
  markOf({ conferenceId, unionId }: ConferenceKey): string | null {
    if (this.seal === null || unionId === null) return null;
    return this.#credentials?.isBoundToOperator === true
      ? DIGEST + this.seal.digest(conferenceId, unionId)
      : SEALED + this.seal.seal(conferenceId, unionId);
  }

  #byDigest(conferenceId: string, digest: string, argument: string, seal: OperatorSeal): string {
    const own = this.#credentials?.operator ?? null;
    if (own !== null && seal.matches(conferenceId, own, digest)) return own;
    throw new GatewayError("FORBIDDEN", `${argument}: the id was made for another person`);
  }

  #actAs(operator: string | null, argument: string): string | null {
    return this.#credentials === null ? operator : this.#credentials.actAs(operator, argument);
  }
}

import type { ConferenceKey } from "../transcript/model.js";
import type { CacheKeys } from "./cache-keys.js";

/** Where a transcript is cached, and under whose mark. */
export interface CachePlace {
  readonly key: string;
  readonly owner: string;
  /** Key and mark together: reads under way, refusals and proofs are told apart by both, as what is stored is. */
  readonly name: string;
}

/** The place where nobody but one caller reads: an identity (a digest) with the operator that it asks as. */
export function ownPlace(keys: CacheKeys, identity: string, { conferenceId, unionId }: ConferenceKey): CachePlace {
  const owner = { identity, operator: unionId };
  return toPlace(keys.transcript(owner, conferenceId), keys.owner(owner));
}

/** The place that all operators of an identity share. */
export function sharedPlace(keys: CacheKeys, identity: string, { conferenceId }: ConferenceKey): CachePlace {
  return toPlace(keys.sharedTranscript(identity, conferenceId), keys.sharedOwner(identity));
}

function toPlace(key: string, owner: string): CachePlace {
  return { key, owner, name: `${owner}.${key}` };
}

import type { ConferenceKey } from "../transcript/model.js";
import type { CacheKeys } from "./cache-keys.js";

/** Where a transcript is cached: its key and its owner's digest. */
export interface CachePlace {
  readonly key: string;
  readonly owner: string;
  /** Owner and key as one text. It names reads in flight, refusals and proofs. */
  readonly name: string;
}

/** The place of one owner: an identity (a digest) and the operator that it acts for. */
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

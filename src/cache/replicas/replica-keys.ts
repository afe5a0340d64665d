import type { CacheKey } from "../cache-keys.js";

// Redis Cluster places keys by the text in braces, so all keys of one transcript are on one server.

/** The key of a transcript's entry. */
export const entryKey = ({ id }: CacheKey) => `{${id}}:transcript`;
/** The key of the lease: the right to make the next call for a transcript. */
export const leaseKey = ({ id }: CacheKey) => `{${id}}:lease`;
/** The key of the last call's failure, which is kept for the replicas that waited for the call. */
export const failureKey = ({ id }: CacheKey) => `{${id}}:failure`;
/** The key of one caller's refusal. */
export const refusalKey = ({ id }: CacheKey) => `{${id}}:refusal`;

/** Binds a value to its key and its owner. */
export const bindingOf = (key: string, { owner }: CacheKey) => JSON.stringify([key, owner]);

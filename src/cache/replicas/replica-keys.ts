import type { CachePlace } from "../cache-place.js";

// All keys of one transcript have its braces in common, which keep them together where keys are spread over servers.

/** Where a transcript's entry is. */
export const entryKey = ({ key }: CachePlace) => `{${key}}:transcript`;
/** Where the right to make the next call for a transcript is. */
export const leaseKey = ({ key }: CachePlace) => `{${key}}:lease`;
/** Where the failure of the last call is, for those who waited for it. */
export const failureKey = ({ key }: CachePlace) => `{${key}}:failure`;
/** Where the refusal of one caller is. */
export const refusalKey = ({ key }: CachePlace) => `{${key}}:refusal`;

/** What a value under one of these keys is bound to: its key, and whose it is. */
export const bindingOf = (key: string, { owner }: CachePlace) => JSON.stringify([key, owner]);

import type { CachePlace } from "../cache-place.js";

/** The keys of one transcript in the shared store. Braces keep them together where keys are spread over servers. */
export const entryKey = ({ key }: CachePlace) => `{${key}}:transcript`;
export const leaseKey = ({ key }: CachePlace) => `{${key}}:lease`;
export const failureKey = ({ key }: CachePlace) => `{${key}}:failure`;
export const refusalKey = ({ key }: CachePlace) => `{${key}}:refusal`;

/** What a value under one of these keys is bound to: its key, and whose it is. */
export const bindingOf = (key: string, { owner }: CachePlace) => JSON.stringify([key, owner]);

import { CACHED_PARAGRAPHS, PARAGRAPH_MS } from "../page.mjs";
import { windowDocumentsOf } from "../queries.mjs";
import { createOurs } from "./ours.mjs";
import { graphqlRequest } from "./subject.mjs";

const WINDOWS = 6;

/** Reads the one long meeting once. Later requests must not cost a call. */
const FROM_CACHE = { CACHE: "memory", CACHE_MAX_AGE_SECONDS: "3600" };

/**
 * This repository's gateway, which serves from its cache: many windows of one long meeting, by two documents in turn.
 * @type {import("./subject.mjs").Subject}
 */
export const cached = {
  ...createOurs(FROM_CACHE, { name: "cached", title: "**minutes-graph**, from its cache" }),
  readsOnce: true,
  request: ({ size, shape }) => {
    const [first, ...others] = windowsOf(size).flatMap((from) =>
      windowDocumentsOf(shape).map((document) => graphqlRequest(document, { id: "cached", first: size, from })),
    );
    if (first === undefined) throw new Error("there is no window");
    return { ...first, otherBodies: others.map(({ body = "" }) => body) };
  },
  identifiers: null,
};

/** Where windows of this size begin, in milliseconds: the first at 0, the others spread over the meeting. @param {number} size */
const windowsOf = (size) =>
  Array.from(
    { length: WINDOWS },
    (_, window) => Math.floor((window * (CACHED_PARAGRAPHS - size)) / WINDOWS) * PARAGRAPH_MS,
  );

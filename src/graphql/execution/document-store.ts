import type { ApolloServerOptions, BaseContext } from "@apollo/server";
import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>["documentStore"]>;

/**
 * The limit for the texts of all stored documents, in characters. A document and its compiled selections take 40 to 200
 * bytes per character: at most 100 MB together.
 */
const MAX_CHARACTERS = 500_000;

/** The maximum number of remembered hashes. One takes about 200 bytes. */
const MAX_SEEN = 5000;

/**
 * Stores documents that were parsed and validated, from their second request on. So a client that never repeats a
 * document cannot push out those of others.
 */
export function createDocumentStore(): DocumentStore {
  const seen = new LRUCache<string, true>({ max: MAX_SEEN });
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.source.body.length ?? 0),
  });
  return {
    get: async (hash) => documents.get(hash),
    set: async (hash, document) => {
      if (seen.has(hash)) documents.set(hash, document);
      else seen.set(hash, true);
    },
    delete: async (hash) => documents.delete(hash),
  };
}

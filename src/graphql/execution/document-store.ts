import type { ApolloServerOptions, BaseContext } from "@apollo/server";
import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";
import { Doorkeeper } from "./doorkeeper.js";

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>["documentStore"]>;

/** The limit for the texts of all stored documents, in characters. A document takes about 40 bytes per character. */
const MAX_CHARACTERS = 500_000;

/** Stores documents that were parsed and validated, from their second request on. */
export function createDocumentStore(): DocumentStore {
  const again = new Doorkeeper();
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.source.body.length ?? 0),
  });
  return {
    get: async (hash) => documents.get(hash),
    set: async (hash, document) => {
      if (again.isKnown(hash)) documents.set(hash, document);
    },
    delete: async (hash) => documents.delete(hash),
  };
}

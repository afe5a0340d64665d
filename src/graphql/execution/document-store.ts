import type { ApolloServerOptions, BaseContext } from "@apollo/server";
import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";
import { Doorkeeper } from "./doorkeeper.js";

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>["documentStore"]>;

/** Of the texts of all documents that are kept, in characters; a document takes some 40 bytes a character. */
const MAX_CHARACTERS = 500_000;

/** The documents that were parsed and found valid, kept from the second time on that they come. */
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

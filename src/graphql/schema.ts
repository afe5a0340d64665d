import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { ConferenceResolver } from "./conference/conference.resolver.js";
import { ParagraphResolver } from "./paragraph/paragraph.resolver.js";
import { NodeResolver } from "./relay/node.resolver.js";
import { SentenceResolver } from "./sentence/sentence.resolver.js";

/** Builds the schema that clients see. */
export function createSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [ConferenceResolver, NodeResolver, ParagraphResolver, SentenceResolver],
    validate: false,
  });
}

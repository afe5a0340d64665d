import type { GraphQLResolveInfo } from "graphql";
import type { ConferenceKey } from "../../../transcript/model.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import type { Context } from "../../context.js";
import { type NodeName, parseGlobalId } from "./global-id.js";

/** What the resolvers of a node's type start from; null: it is there no more. */
export type NodeSource = ConferenceKey | PositionedParagraph | null;

/** Finds what has this global id. @throws BadUserInput naming `argument` when it is no id of ours; GatewayError `FORBIDDEN`. */
export async function findNode(
  argument: string,
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<NodeSource> {
  return loadNode(parseGlobalId(argument, id, context.admission), context, info);
}

/** Finds what a global id names. A meeting costs no call; paragraphs asked for together are looked up together. */
export async function loadNode(
  node: NodeName,
  { loaders, answer }: Context,
  info: GraphQLResolveInfo,
): Promise<NodeSource> {
  if (node.type === "Conference") return node.conference;
  const paragraph = await loaders.paragraphs.load({ conference: node.conference, ...node.name });
  if (paragraph !== null) answer.add([paragraph], info);
  return paragraph;
}

/** An `Error` in a list is reported on its item's path, so that the other items still answer. */
export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error("lookup failed", { cause: error });
}

import type { GraphQLResolveInfo } from "graphql";
import type { ConferenceKey } from "../../../transcript/model.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import type { Context } from "../../context.js";
import { type NodeName, parseGlobalId } from "./global-id.js";

/** The source of a node's resolvers; null: it no longer exists. */
export type NodeSource = ConferenceKey | PositionedParagraph | null;

/** Finds the object with this global id. @throws BadUserInput with `argument` if it is not ours; `FORBIDDEN`. */
export async function findNode(
  argument: string,
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<NodeSource> {
  return loadNode(parseGlobalId(argument, id, context.operatorPolicy), context, info);
}

/**
 * Finds the object that a global id names. A meeting costs no call; paragraphs of one operation are looked up together.
 */
export async function loadNode(
  node: NodeName,
  { loaders, responseCost }: Context,
  info: GraphQLResolveInfo,
): Promise<NodeSource> {
  if (node.type === "Conference") return node.conference;
  const paragraph = await loaders.paragraphs.load({ conference: node.conference, ...node.name });
  if (paragraph !== null) responseCost.add([paragraph], info);
  return paragraph;
}

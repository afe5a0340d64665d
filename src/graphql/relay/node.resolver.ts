import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { BadUserInput } from "../../errors.js";
import type { ConferenceKey } from "../../transcript/model.js";
import type { PlacedParagraph } from "../../transcript/place.js";
import type { Context } from "../context.js";
import { parseGlobalId } from "./global-id.js";
import { Node } from "./node.type.js";

const MAX_NODES = 100;

/** Relay's Global Object Identification, sections 2 to 5. */
@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "Whatever has this id, asked for as the operator it was made for; null when it is there no more.",
  })
  node(
    @Arg("id", () => ID, { description: "The `id` of a meeting or a paragraph." }) id: string,
    @Ctx() context: Context,
  ): Promise<NodeSource> {
    return findNode("id", id, context);
  }

  @Query(() => [Node], {
    nullable: "items",
    description:
      "Several at once, at most 100, in the order of the ids; neighbouring paragraphs cost one call to DingTalk together.",
  })
  async nodes(
    @Arg("ids", () => [ID], { description: "The `id`s of meetings and paragraphs, at most 100." }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(NodeSource | Error)[]> {
    if (ids.length > MAX_NODES)
      throw new BadUserInput(`ids: at most ${MAX_NODES} at once, and there are ${ids.length}`);
    return Promise.all(ids.map((id, index) => findNode(`ids[${index}]`, id, context).catch(toError)));
  }
}

type NodeSource = ConferenceKey | PlacedParagraph | null;

async function findNode(argument: string, id: string, { loaders }: Context): Promise<NodeSource> {
  const node = parseGlobalId(argument, id);
  if (node.type === "Conference") return node.conference;
  return loaders.paragraphs.load({ conference: node.conference, ...node.name });
}

/** An `Error` in a list is reported on its item's path, so that the other items still answer. */
function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error("lookup failed", { cause: error });
}

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
  ): NodeSource {
    return findNode("id", id, context);
  }

  @Query(() => [Node], {
    nullable: "items",
    description:
      "Several at once, at most 100, in the order of the ids; neighbouring paragraphs cost one call to DingTalk together.",
  })
  nodes(
    @Arg("ids", () => [ID], { description: "The `id`s of meetings and paragraphs, at most 100." }) ids: string[],
    @Ctx() context: Context,
  ): (NodeSource | Error)[] {
    if (ids.length > MAX_NODES)
      throw new BadUserInput(`ids: at most ${MAX_NODES} at once, and there are ${ids.length}`);
    return ids.map((id, index) => orError(() => findNode(`ids[${index}]`, id, context)));
  }
}

type NodeSource = ConferenceKey | Promise<PlacedParagraph | null>;

function findNode(argument: string, id: string, { loaders }: Context): NodeSource {
  const node = parseGlobalId(argument, id);
  return node.type === "Conference"
    ? node.conference
    : loaders.paragraphs.load({ conference: node.conference, ...node.name });
}

/** graphql-js puts an `Error` in a list on its item's path, so that the other items still answer. */
function orError<T>(find: () => T): T | Error {
  try {
    return find();
  } catch (error) {
    return error instanceof Error ? error : new Error("lookup failed", { cause: error });
  }
}

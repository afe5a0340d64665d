import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Directive, ID, Info, Query, Resolver } from "type-graphql";
import { toError } from "../../../errors.js";
import type { Context } from "../../context.js";
import { Cost, HANDLE, SizedList } from "../directives.js";
import { checkListLength } from "../list-length.js";
import { findNode, type NodeSource } from "./find-node.js";
import { Node } from "./node.type.js";

const MAX_NODES = 100;

/**
 * Relay's Global Object Identification, sections 2 to 5. A supergraph hides these fields, because other subgraphs may
 * have them too, and a router cannot know which subgraph an `id` belongs to.
 */
@Resolver()
export class NodeResolver {
  @Cost(HANDLE)
  @Directive("@shareable")
  @Directive("@inaccessible")
  @Query(() => Node, {
    nullable: true,
    description:
      "The object with this id, read for the operator of the id. A meeting is always found, without a call to DingTalk. A paragraph is null if it no longer exists or has changed since. An id that did not come from this API fails as `BAD_USER_INPUT`.",
  })
  node(
    @Arg("id", () => ID, { description: "The `id` of a meeting or a paragraph, as this API returned it." })
    id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NodeSource> {
    return findNode("id", id, context, info);
  }

  @Cost(HANDLE)
  @Directive("@shareable")
  @Directive("@inaccessible")
  @SizedList(MAX_NODES)
  @Query(() => [Node], {
    nullable: "items",
    description:
      "Several objects at once, at most 100, in the order of the ids. If an object fails, it is null, with an error at its index in the list; the others are returned. Paragraphs that are close together in time share one call to DingTalk.",
  })
  async nodes(
    @Arg("ids", () => [ID], { description: "The `id`s of meetings and paragraphs, at most 100." }) ids: string[],
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<(NodeSource | Error)[]> {
    checkListLength("ids", ids, MAX_NODES);
    // An `Error` in a list is reported at its item's path, so that the other items are still returned.
    return Promise.all(ids.map((id, index) => findNode(`ids[${index}]`, id, context, info).catch(toError)));
  }
}

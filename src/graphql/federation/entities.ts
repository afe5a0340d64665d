import type { GraphQLResolveInfo } from "graphql";
import { BadUserInput, toError } from "../../errors.js";
import { membersOf } from "../../json.js";
import type { Context } from "../context.js";
import { toConferenceKey } from "../schema/conference/conference-key.js";
import { checkListLength } from "../schema/list-length.js";
import { loadNode, type NodeSource } from "../schema/relay/find-node.js";
import { parseGlobalId } from "../schema/relay/global-id.js";

/** The maximum number of references in one request; routers send the references of a whole list at once. */
export const MAX_REFERENCES = 1000;

/**
 * `Query._entities` (Apollo Federation subgraph specification, "Resolving entities"): resolves each reference, which
 * may be any JSON, separately and keeps their order. A malformed reference is an error at its place, and a reference to
 * something that no longer exists is null; the others resolve.
 * @throws BadUserInput for more than 1,000 references.
 */
export async function resolveEntities(
  _root: unknown,
  { representations }: { readonly representations: readonly unknown[] },
  context: Context,
  info: GraphQLResolveInfo,
): Promise<(NodeSource | Error)[]> {
  checkListLength("representations", representations, MAX_REFERENCES);
  return Promise.all(
    representations.map((reference, index) =>
      findEntity(`representations[${index}]`, reference, context, info).catch(toError),
    ),
  );
}

/** Prefers the `id`, because it contains the operator. A `conferenceId` alone is read for the request's operator. */
async function findEntity(
  argument: string,
  reference: unknown,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<NodeSource> {
  const { __typename: type, id, conferenceId } = membersOf(reference);
  if (typeof id === "string") {
    const node = parseGlobalId(`${argument}.id`, id, context.operatorPolicy);
    if (node.type === type) return loadNode(node, context, info);
  } else if (type === "Conference" && typeof conferenceId === "string") {
    return toConferenceKey(`${argument}.conferenceId`, conferenceId, null, context);
  }
  throw new BadUserInput(`${argument}: must be a Conference with its id or conferenceId, or a Paragraph with its id`);
}

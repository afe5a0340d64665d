import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { findHits, toTextMatches } from "../../../transcript/analysis/search.js";
import type { ConferenceKey } from "../../../transcript/model.js";
import type { PositionedParagraph } from "../../../transcript/position.js";
import { DEFAULT_COUNT } from "../../../transcript/window.js";
import type { Context } from "../../context.js";
import { Conference } from "../conference/conference.type.js";
import { Cost, Personal, SizedConnection, SizedList, SWEEP, ValueResolver } from "../directives.js";
import { parseCursors } from "../paragraph/paragraph-cursor.js";
import { Paragraph } from "../paragraph/paragraph.type.js";
import { parseCounts } from "../relay/arguments.js";
import { WHOLE_TRANSCRIPT } from "../whole-transcript.js";
import { SearchArguments, toCriteria } from "./search-arguments.js";
import { type SearchHitSource, SearchPage } from "./search-page.js";
import { SearchConnection, SearchHit, TextMatch } from "./search.type.js";
import { sliceHits } from "./slice-hits.js";

/** The number of matches by which a hit is priced. */
const ASSUMED_MATCHES = 3;

/** Resolves the search in a meeting. */
@Resolver(() => Conference)
export class SearchResolver {
  @Cost(SWEEP)
  @SizedConnection(DEFAULT_COUNT)
  @Personal()
  @FieldResolver(() => SearchConnection, {
    nullable: true,
    description: `The paragraphs that contain all words and phrases of a query, in the order of the transcript: \`search(query: "预算", first: 10) { totalCount nodes { matches { startTime } } }\`. 50 hits if neither \`first\` nor \`last\` is given. It searches the paragraphs' \`text\`, so a phrase may continue in the next sentence.\n\n${WHOLE_TRANSCRIPT}`,
  })
  async search(
    @Root() conference: ConferenceKey,
    @Args(() => SearchArguments) args: SearchArguments,
    @Ctx() { loaders, responseCost, folding }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<SearchPage> {
    const criteria = toCriteria(args, folding);
    const wanted = { ...parseCounts(args), ...parseCursors(conference, "ascending", args) };
    const { paragraphs } = await loaders.transcripts.load(conference);
    const hits = findHits(paragraphs, criteria, folding);
    const slice = sliceHits(paragraphs, hits, wanted);
    responseCost.add(slice.items, info);
    return new SearchPage(conference, slice, hits.length, (paragraph) =>
      toTextMatches(paragraph, criteria.terms, folding),
    );
  }
}

/** The fields of a hit. */
@Resolver(() => SearchHit)
export class SearchHitResolver {
  @ValueResolver(() => Paragraph, "The whole paragraph.")
  paragraph(@Root() { item }: SearchHitSource): PositionedParagraph {
    return item;
  }

  @ValueResolver(() => [TextMatch], "The matching parts of the paragraph's text, in order; at least one.")
  @SizedList(ASSUMED_MATCHES)
  matches(
    @Root() { matches }: SearchHitSource,
    @Ctx() { responseCost }: Context,
    @Info() info: GraphQLResolveInfo,
  ): readonly TextMatch[] {
    responseCost.addItems(matches.length, info);
    return matches;
  }
}

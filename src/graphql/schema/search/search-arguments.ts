import { ArgsType, Field, ID } from "type-graphql";
import { BadUserInput } from "../../../errors.js";
import { MAX_QUERY_LENGTH, parseQuery } from "../../../transcript/analysis/search-query.js";
import type { SearchCriteria } from "../../../transcript/analysis/search.js";
import { Milliseconds } from "../milliseconds.js";
import { ConnectionArguments } from "../relay/arguments.js";
import { parseSpan } from "../span.js";

/** The most speakers that one search may name. */
const MAX_SPEAKERS = 100;

/** The arguments of `Conference.search`. */
@ArgsType()
export class SearchArguments extends ConnectionArguments {
  @Field(() => String, {
    description: `What to look for, at most ${MAX_QUERY_LENGTH} characters. All words must occur in a paragraph, in any order, also inside of longer words: \`预算 Q3\`. A phrase in quotation marks must occur as it is written: \`"next quarter"\`, \`“下个季度”\`. Upper and lower case, full and half width, and different white space are the same; everything else is taken literally.`,
  })
  query!: string;

  @Field(() => [ID], {
    nullable: true,
    description: `Only what these people said: their \`unionId\`s, or the names of speakers without an id. At most ${MAX_SPEAKERS}; an empty list finds nothing.`,
  })
  speakers?: string[] | null;

  @Field(() => Milliseconds, {
    nullable: true,
    description: "Only paragraphs that begin at this time or later; `600000` is ten minutes into the recording.",
  })
  from?: number | null;

  @Field(() => Milliseconds, {
    nullable: true,
    description: "Only paragraphs that begin before this time, also those that end after it.",
  })
  until?: number | null;
}

/** What a search looks for. @throws BadUserInput naming the argument and what is allowed. */
export function toCriteria(args: SearchArguments): SearchCriteria {
  const { query, speakers = null } = args;
  if (speakers !== null && speakers.length > MAX_SPEAKERS)
    throw new BadUserInput(`speakers: at most ${MAX_SPEAKERS} at once, and there are ${speakers.length}`);
  return { terms: parseQuery(query), speakers: speakers === null ? null : new Set(speakers), ...parseSpan(args) };
}

import { ArgsType, Field, ID } from "type-graphql";
import type { TextFolding } from "../../../transcript/analysis/folded-text.js";
import { MAX_QUERY_LENGTH, MAX_TERMS, parseQuery } from "../../../transcript/analysis/search-query.js";
import type { SearchCriteria } from "../../../transcript/analysis/search.js";
import { checkListLength } from "../list-length.js";
import { Milliseconds } from "../milliseconds.js";
import { ConnectionArguments } from "../relay/arguments.js";
import { FROM, parseSpan, UNTIL } from "../span.js";

/** The maximum number of speakers in one search. */
const MAX_SPEAKERS = 100;

/** The arguments of `Conference.search`. */
@ArgsType()
export class SearchArguments extends ConnectionArguments {
  @Field(() => String, {
    description: `The text to find: at most ${MAX_QUERY_LENGTH} characters, and ${MAX_TERMS} words and phrases. A paragraph must contain all words, in any order; a word may be inside a longer word: \`预算 Q3\`. A phrase in quotation marks must occur exactly: \`"next quarter"\`, \`“下个季度”\`. The search ignores upper and lower case, full and half width, and the kind of white space. If the gateway runs with \`SEARCH_FOLD_CHINESE\`, it also ignores whether characters are traditional or simplified. All other characters must match literally.`,
  })
  query!: string;

  @Field(() => [ID], {
    nullable: true,
    description: `Only paragraphs of these people: their \`unionId\`s, or the names of speakers without an id. At most ${MAX_SPEAKERS}; an empty list finds nothing.`,
  })
  speakers?: string[] | null;

  @Field(() => Milliseconds, FROM)
  from?: number | null;

  @Field(() => Milliseconds, UNTIL)
  until?: number | null;
}

/** The criteria of a search, with folded terms. @throws BadUserInput with the argument's name and what it allows. */
export function toCriteria(args: SearchArguments, folding: TextFolding): SearchCriteria {
  const { query, speakers = null } = args;
  checkListLength("speakers", speakers ?? [], MAX_SPEAKERS);
  return {
    terms: parseQuery(query, folding),
    speakers: speakers === null ? null : new Set(speakers),
    ...parseSpan(args),
  };
}

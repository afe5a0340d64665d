import { Directive, Field, ObjectType } from "type-graphql";

/** Relay Cursor Connections, section 3. */
@Directive("@shareable")
@ObjectType("PageInfo", { description: "Where a page of a connection stands among all its edges." })
export class PageInfo {
  @Field(() => Boolean, {
    description:
      "Whether edges follow this page. Exact when paging by `first`; with `last`, true when `before` proves that something follows.",
  })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, {
    description:
      "Whether edges precede this page. Exact when paging by `last`; with `first`, true when `after` proves that something precedes.",
  })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The first edge's cursor, for `before`; null when the page is empty.",
  })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The last edge's cursor, for `after`; null when the page is empty.",
  })
  readonly endCursor!: string | null;
}

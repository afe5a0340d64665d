import { Directive, Field, ObjectType } from "type-graphql";

/** Relay Cursor Connections, section 3. */
@Directive("@shareable")
@ObjectType("PageInfo", { description: "Where a page of a connection stands among all its edges." })
export class PageInfo {
  @Field(() => Boolean, {
    description:
      "Whether edges follow this page. Exact when paging by `first`. With `last`, true when `before` proves that something follows: without it, the page is at the end.",
  })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, {
    description:
      "Whether edges precede this page. Exact when paging by `last`. With `first`, true when `after` proves that something precedes: without it, the page is at the start.",
  })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      "The first edge's cursor: as `before`, with `last`, it gives the page in front of this one. Null when the page is empty.",
  })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The last edge's cursor: as `after`, with `first`, it gives the page behind this one. Null when the page is empty.",
  })
  readonly endCursor!: string | null;
}

import { Directive, Field, ObjectType } from "type-graphql";
import { Cost, VALUE } from "../directives.js";

/** Relay Cursor Connections, section 3. */
@Directive("@shareable")
@ObjectType("PageInfo", { description: "Where a page of a connection stands among all its edges." })
export class PageInfo {
  @Cost(VALUE)
  @Field(() => Boolean, {
    description:
      "Whether edges follow this page. Exact when paging by `first`. With `last`, true when `before` proves that something follows: without it, the page is at the end.",
  })
  readonly hasNextPage!: boolean;

  @Cost(VALUE)
  @Field(() => Boolean, {
    description:
      "Whether edges precede this page. Exact when paging by `last`. With `first`, true when `after` proves that something precedes: without it, the page is at the start.",
  })
  readonly hasPreviousPage!: boolean;

  @Cost(VALUE)
  @Field(() => String, {
    nullable: true,
    description:
      "The first edge's cursor: as `before`, with `last`, it gives the page in front of this one. Null when the page is empty.",
  })
  readonly startCursor!: string | null;

  @Cost(VALUE)
  @Field(() => String, {
    nullable: true,
    description:
      "The last edge's cursor: as `after`, with `first`, it gives the page behind this one. Null when the page is empty.",
  })
  readonly endCursor!: string | null;
}

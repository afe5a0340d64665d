import { Directive, Field, ObjectType } from "type-graphql";
import { Cost, VALUE } from "../directives.js";

/** Relay Cursor Connections, section 3. */
@Directive("@shareable")
@ObjectType("PageInfo", { description: "Where a page of a connection stands among all its edges." })
export class PageInfo {
  @Cost(VALUE)
  @Field(() => Boolean, {
    description:
      "Whether edges follow this page. Exact with `first`. With `last`, it is true if `before` is given, because that edge follows. Without `before` the page is the last one.",
  })
  readonly hasNextPage!: boolean;

  @Cost(VALUE)
  @Field(() => Boolean, {
    description:
      "Whether edges precede this page. Exact with `last`. With `first`, it is true if `after` is given, because that edge precedes the page. Without `after` the page is the first one.",
  })
  readonly hasPreviousPage!: boolean;

  @Cost(VALUE)
  @Field(() => String, {
    nullable: true,
    description:
      "The first edge's cursor. As `before`, together with `last`, it gives the page before this one. Null if the page is empty.",
  })
  readonly startCursor!: string | null;

  @Cost(VALUE)
  @Field(() => String, {
    nullable: true,
    description:
      "The last edge's cursor. As `after`, together with `first`, it gives the page after this one. Null if the page is empty.",
  })
  readonly endCursor!: string | null;
}

import { Directive, ObjectType } from "type-graphql";
import { ValueField } from "../directives.js";

/** Relay Cursor Connections, section 3. */
@Directive("@shareable")
@ObjectType("PageInfo", {
  description: "Whether edges precede or follow a page of a connection, and the cursors of its first and last edge.",
})
export class PageInfo {
  @ValueField(
    () => Boolean,
    "Whether edges follow this page. Exact with `first`. With `last`, it is true if the edge of `before` is in the list, because that edge follows.",
  )
  readonly hasNextPage!: boolean;

  @ValueField(
    () => Boolean,
    "Whether edges precede this page. Exact with `last`. With `first`, it is true if the edge of `after` is in the list, because that edge precedes the page.",
  )
  readonly hasPreviousPage!: boolean;

  @ValueField(
    () => String,
    "The first edge's cursor. For the page before this one, use it as `before`, together with `last`. Null if the page is empty.",
    { nullable: true },
  )
  readonly startCursor!: string | null;

  @ValueField(
    () => String,
    "The last edge's cursor. For the page after this one, use it as `after`, together with `first`. Null if the page is empty.",
    { nullable: true },
  )
  readonly endCursor!: string | null;
}

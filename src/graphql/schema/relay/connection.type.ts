import { type ClassType, Field, ObjectType } from "type-graphql";
import { Cost, VALUE } from "../directives.js";
import { PageInfo } from "./page-info.type.js";

/** The fields of every edge type (Relay Cursor Connections, section 2.1). `home` says where its cursor is valid. */
export function edgeOf<N extends object>(node: () => ClassType<N>, name: string, home: string) {
  @ObjectType()
  abstract class Edge {
    @Cost(VALUE)
    @Field(() => String, { description: `Opaque. Use it as \`after\` or \`before\`, ${home}.` })
    readonly cursor!: string;

    @Cost(VALUE)
    @Field(node, { description: `The ${name}.` })
    readonly node!: N;
  }
  return Edge;
}

/**
 * The fields of every connection type (Relay Cursor Connections, section 2), and `nodes` as a short form without
 * cursors.
 */
export function connectionOf<E extends object, N extends object>(
  edge: () => ClassType<E>,
  node: () => ClassType<N>,
  name: string,
) {
  @ObjectType()
  abstract class Connection {
    @Cost(VALUE)
    @Field(() => [edge()], { description: `The ${name}s of this page, each with its cursor.` })
    readonly edges!: readonly E[];

    @Cost(VALUE)
    @Field(() => [node()], { description: `The ${name}s of this page, without cursors.` })
    readonly nodes!: readonly N[];

    @Cost(VALUE)
    @Field(() => PageInfo, { description: "Where this page stands among all edges." })
    readonly pageInfo!: PageInfo;
  }
  return Connection;
}

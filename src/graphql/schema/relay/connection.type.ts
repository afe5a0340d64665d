import { type ClassType, ObjectType } from "type-graphql";
import { ValueField } from "../directives.js";
import { PageInfo } from "./page-info.type.js";

/** The fields of every edge type (Relay Cursor Connections, section 2.1). `home` says where its cursor is valid. */
export function edgeOf<N extends object>(node: () => ClassType<N>, name: string, home: string) {
  @ObjectType()
  abstract class Edge {
    @ValueField(() => String, `Opaque. Use it as \`after\` or \`before\`, ${home}.`)
    readonly cursor!: string;

    @ValueField(node, `The ${name}.`)
    readonly node!: N;
  }
  return Edge;
}

/** The fields of every connection type (Relay Cursor Connections, section 2), and `nodes`, which has no cursors. */
export function connectionOf<E extends object, N extends object>(
  edge: () => ClassType<E>,
  node: () => ClassType<N>,
  name: string,
) {
  @ObjectType()
  abstract class Connection {
    @ValueField(() => [edge()], `The ${name}s of this page, each with its cursor.`)
    readonly edges!: readonly E[];

    @ValueField(() => [node()], `The ${name}s of this page, without cursors.`)
    readonly nodes!: readonly N[];

    @ValueField(
      () => PageInfo,
      "Whether other pages precede or follow this one, and the cursors of its first and last edge.",
    )
    readonly pageInfo!: PageInfo;
  }
  return Connection;
}

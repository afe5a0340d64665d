import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";

/** One condition on a label, such as `outcome=~"OK|CANCELLED"`. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** A selector of a query, such as `operations_total{outcome="OK"}`; `metric` is empty if only labels select. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly LabelMatcher[];
}

/** The selectors of a query, and every label that it groups or joins by. */
export interface Query {
  readonly selectors: readonly Selector[];
  readonly grouping: readonly string[];
}

/** Reads PromQL with Prometheus's own grammar. @throws if the text is not PromQL. It does not check types. */
export function parseQuery(text: string): Query {
  const selectors: Selector[] = [];
  const grouping: string[] = [];
  parser.parse(text).iterate({
    enter: ({ node }) => {
      if (node.type.isError) throw new SyntaxError(`not PromQL, from "${text.slice(node.from)}" on`);
      if (node.name === "VectorSelector") selectors.push(toSelector(node, text));
      if (node.name === "GroupingLabels")
        grouping.push(...node.getChildren("LabelName").map((name) => read(name, text)));
    },
  });
  return { selectors, grouping };
}

function toSelector(node: SyntaxNode, text: string): Selector {
  const matchers = node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? [];
  return {
    metric: read(node.getChild("Identifier"), text),
    matchers: matchers.map((matcher) => ({
      label: read(matcher.getChild("LabelName"), text),
      operator: read(matcher.getChild("MatchOp"), text),
      value: read(matcher.getChild("StringLiteral"), text).slice(1, -1),
    })),
  };
}

function read(node: SyntaxNode | null, text: string): string {
  return node === null ? "" : text.slice(node.from, node.to);
}

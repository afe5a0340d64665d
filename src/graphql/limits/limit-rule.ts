import { type ASTNode, GraphQLError, Kind, type NameNode, type StringValueNode, type ValidationRule } from "graphql";
import { Measure, type Size } from "./measure.js";
import { type OperationLimits, tooCostly, type VariableLimits } from "./limits.js";

/** A page inside each paragraph of a page repeats the meeting: one call would give 2,000 times 2,000 paragraphs. */
const MAX_NESTED_PAGES = 1;

/** A validation rule that checks each operation of a document. Its errors name the exceeded limit and the value. */
export function createLimitRule(limits: OperationLimits & Pick<VariableLimits, "maxCharacters">): ValidationRule {
  return (context) => {
    const measure = new Measure(context.getDocument());
    const checkLength = (node: NameNode | StringValueNode) => {
      const { length } = node.value;
      if (length <= limits.maxCharacters) return;
      const what = node.kind === Kind.NAME ? "name" : "string";
      const fault = `a ${what} in the document has ${length} characters; at most ${limits.maxCharacters}`;
      context.reportError(toError(fault, node));
    };
    return {
      Name: checkLength,
      StringValue: checkLength,
      OperationDefinition(operation) {
        for (const fault of findFaults(measure.of(operation), limits)) context.reportError(toError(fault, operation));
      },
    };
  };
}

function findFaults({ depth, directives, pages }: Size, { maxDepth, maxDirectives }: OperationLimits): string[] {
  const faults = [...check(depth, "levels of fields", maxDepth), ...check(directives, "directives", maxDirectives)];
  // An operation with nested pages is often too deep as well; then that error is enough.
  return faults.length > 0 ? faults : check(pages, "pages of paragraphs inside one another", MAX_NESTED_PAGES);
}

function check(value: number, what: string, max: number): string[] {
  return value > max ? [`the operation has ${value} ${what}, counted through its fragments; at most ${max}`] : [];
}

function toError(fault: string, node: ASTNode): GraphQLError {
  return new GraphQLError(fault, { nodes: node, originalError: tooCostly(fault) });
}

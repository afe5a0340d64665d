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

function findFaults(size: Size, limits: OperationLimits): string[] {
  const faults = findSimpleFaults(size, limits);
  // An operation with nested pages is often too deep as well; then that error is enough.
  if (faults.length > 0 || size.pages <= MAX_NESTED_PAGES) return faults;
  return [
    `the operation has ${size.pages} pages of paragraphs inside one another, counted through its fragments; at most ${MAX_NESTED_PAGES}`,
  ];
}

function findSimpleFaults(size: Size, limits: OperationLimits): string[] {
  const checks: [what: string, max: number, value: number][] = [
    ["levels of fields", limits.maxDepth, size.depth],
    ["directives", limits.maxDirectives, size.directives],
  ];
  return checks
    .filter(([, max, value]) => value > max)
    .map(([what, max, value]) => `the operation has ${value} ${what}, counted through its fragments; at most ${max}`);
}

function toError(fault: string, node: ASTNode): GraphQLError {
  return new GraphQLError(fault, { nodes: node, originalError: tooCostly(fault) });
}

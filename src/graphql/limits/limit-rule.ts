import { GraphQLError, type OperationDefinitionNode, type ValidationRule } from "graphql";
import { Measure, type Size } from "./measure.js";
import { type OperationLimits, tooCostly } from "./limits.js";

/** A validation rule that holds each operation of a document to the limits, and says which limit it is over and by what. */
export function createLimitRule(limits: OperationLimits): ValidationRule {
  return (context) => {
    const measure = new Measure(context.getDocument());
    return {
      OperationDefinition(operation) {
        for (const fault of findFaults(measure.of(operation), limits)) context.reportError(toError(fault, operation));
      },
    };
  };
}

function findFaults(size: Size, limits: OperationLimits): string[] {
  const checks: [what: string, most: number, value: number][] = [
    ["levels of fields", limits.maxDepth, size.depth],
    ["fields at its root", limits.maxRootFields, size.width],
    ["aliases", limits.maxAliases, size.aliases],
    ["directives", limits.maxDirectives, size.directives],
    ["fields", limits.maxFields, size.fields],
  ];
  return checks
    .filter(([, most, value]) => value > most)
    .map(([what, most, value]) => `the operation has ${value} ${what}, counted through its fragments; at most ${most}`);
}

function toError(fault: string, operation: OperationDefinitionNode): GraphQLError {
  return new GraphQLError(fault, { nodes: operation, originalError: tooCostly(fault) });
}

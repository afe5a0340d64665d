import { type DefinitionNode, visit } from "graphql";

/** The names of all variables in directives, such as `@include(if: $name)`. */
export function conditionVariables(definitions: readonly DefinitionNode[]): readonly string[] {
  const names = new Set<string>();
  for (const definition of definitions)
    visit(definition, {
      Directive: (directive) => {
        visit(directive, { Variable: ({ name }) => void names.add(name.value) });
      },
    });
  return [...names];
}

import { type DefinitionNode, visit } from "graphql";

/** The variables that conditions look at. */
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

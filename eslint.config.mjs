import graphql from "@graphql-eslint/eslint-plugin";

export default [
  {
    files: ["schema/schema.graphql"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: "schema/schema.graphql" } },
    },
    rules: {
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          ignoredSelectors: ["ObjectTypeDefinition[name.value=Query]"],
        },
      ],
      "@graphql-eslint/naming-convention": ["error", { types: "PascalCase", FieldDefinition: "camelCase" }],
    },
  },
];

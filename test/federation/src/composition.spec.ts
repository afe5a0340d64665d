import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { buildASTSchema, type DirectiveNode, type DocumentNode, parse, visit } from "graphql";
import { composeByApollo, composeByCosmo, composeByHive, readSubgraph, type Subgraph } from "./compose.ts";
import { readPrices } from "./prices.ts";

const composers = {
  "@apollo/composition": composeByApollo,
  "@theguild/federation-composition": composeByHive,
  "@wundergraph/composition": composeByCosmo,
};
const [minutes, staff, calendar] = [readSubgraph("minutes"), readSubgraph("staff"), readSubgraph("calendar")];

/** The subgraph with one passage replaced. The passage must be in it. */
function change(subgraph: Subgraph, passage: string, replacement: string): Subgraph {
  assert.ok(subgraph.sdl.includes(passage), `${subgraph.name} has no ${passage}`);
  return { ...subgraph, sdl: subgraph.sdl.replace(passage, replacement) };
}

/** The fields with a directive, such as `Paragraph.text`. */
function fieldsWith(name: string, document: DocumentNode): string[] {
  const found: string[] = [];
  const carries = (directives: readonly DirectiveNode[] = []) => directives.some((node) => node.name.value === name);
  visit(document, {
    ObjectTypeDefinition: ({ name: type, fields = [] }) =>
      void found.push(
        ...fields.filter((field) => carries(field.directives)).map((field) => `${type.value}.${field.name.value}`),
      ),
  });
  return found.toSorted();
}

/** The fields that a subgraph gives a type. */
function fieldsIn(sdl: string, typeName: string): string[] {
  const found: string[] = [];
  visit(parse(sdl), {
    ObjectTypeDefinition: ({ name, fields = [] }) => {
      if (name.value === typeName) found.push(...fields.map((field) => field.name.value));
    },
  });
  return found;
}

for (const [composer, compose] of Object.entries(composers))
  suite(composer, () => {
    test("composes the three subgraphs without an error and without a warning, in whatever order they come", () => {
      for (const order of [
        [minutes, staff, calendar],
        [calendar, staff, minutes],
        [staff, minutes, calendar],
      ]) {
        const { errors, warnings, supergraph } = compose(order);
        assert.deepEqual({ errors, warnings }, { errors: [], warnings: [] });
        assert.notEqual(supergraph, null);
      }
    });

    test("composes the subgraph alone", () => {
      const { errors, warnings } = compose([minutes]);
      assert.deepEqual({ errors, warnings }, { errors: [], warnings: [] });
    });

    test("refuses a PageInfo that is not shareable, so the tests above can fail", () => {
      const { errors } = compose([change(minutes, "type PageInfo @shareable", "type PageInfo"), staff, calendar]);
      assert.match(errors.join("\n"), /PageInfo/);
    });

    test("refuses a calendar in which a meeting's key is a number", () => {
      const { errors } = compose([minutes, staff, change(calendar, "conferenceId: ID!", "conferenceId: Int!")]);
      assert.match(errors.join("\n"), /conferenceId/);
    });

    test("keeps every @cost and @listSize of the subgraph", () => {
      const stated = readPrices(parse(minutes.sdl));
      assert.ok(Object.keys(stated).length > 6);
      assert.deepEqual(compose([minutes, staff, calendar]).supergraph?.prices, stated);
    });

    test("keeps the tag of personal fields", () => {
      const { supergraph } = compose([minutes, staff, calendar]);
      assert.deepEqual(supergraph && fieldsWith("tag", supergraph.document), fieldsWith("tag", parse(minutes.sdl)));
    });

    test("shows clients one Conference, one Paragraph and one User, and hides node and nodes", () => {
      const { supergraph } = compose([minutes, staff, calendar]);
      const client = supergraph && buildASTSchema(supergraph.clientSchema);
      const fieldsOf = (name: string) => {
        const type = client?.getType(name);
        return type && "getFields" in type ? Object.keys(type.getFields()) : [];
      };
      assert.deepEqual(fieldsOf("User").toSorted(), ["email", "name", "unionId"]);
      assert.deepEqual(
        new Set(fieldsOf("Conference")),
        new Set([...fieldsIn(minutes.sdl, "Conference"), "startsAt", "title"]),
      );
      assert.ok(fieldsOf("Paragraph").includes("remark") && fieldsOf("Paragraph").includes("sentences"));
      assert.deepEqual(fieldsOf("Query").toSorted(), [
        "colleagues",
        "conference",
        "conferences",
        "events",
        "highlights",
      ]);
    });
  });

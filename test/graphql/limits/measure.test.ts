import { describe, expect, test } from "@jest/globals";
import { Kind, parse } from "graphql";
import { Measure } from "../../../src/graphql/limits/measure.js";

function measure(text: string) {
  const document = parse(text);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error("no operation");
  return new Measure(document).of(operation);
}

test("a fragment counts each time it is spread", () => {
  const inPlace = measure("{ a { x: b @d { c } } a { x: b @d { c } } }");
  const spread = measure(
    "{ a { ...F } a { ...F } } fragment F on T { x: b @d { ... { ...G } } } fragment G on T { c }",
  );
  expect(spread).toEqual(inPlace);
  expect(inPlace).toEqual({ depth: 3, directives: 2, pages: 0 });
});

test("directives count at every place", () => {
  const text = "query ($a: Int @d) @d { b @d ... @d { c } ...F @d } fragment F on T @ignored { c @d }";
  expect(measure(text).directives).toBe(6);
});

describe("any document is measured in one pass:", () => {
  test("fragments that double at each step, 2^60 directives in all", () => {
    const steps = Array.from({ length: 60 }, (_, step) => `fragment F${step} on T { ...F${step + 1} ...F${step + 1} }`);
    expect(measure(`{ ...F0 } ${steps.join(" ")} fragment F60 on T { x: a @d }`)).toMatchObject({
      directives: 2 ** 60,
      depth: 1,
    });
  });

  test("fragments that contain each other", () => {
    expect(measure("{ ...F } fragment F on T { a { ...G } } fragment G on T { b { ...F } }").depth).toBe(2);
  });

  test("a fragment that does not exist", () => {
    expect(measure("{ ...F a }")).toEqual({ depth: 1, directives: 0, pages: 0 });
  });
});

test("pages inside one another are counted through fragments and under aliases, but not pages beside one another", () => {
  const nested = "{ a { x: paragraphs { nodes { b { ...F } } } } } fragment F on X { y: paragraphs { nodes { c } } }";
  expect(measure(nested).pages).toBe(2);
  expect(measure("{ a { paragraphs: nodes { paragraphs: b { c } } } }").pages).toBe(0);
  expect(measure("{ a { paragraphs { c } } b { x: paragraphs { c } } }").pages).toBe(1);
});

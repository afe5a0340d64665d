import { describe, expect, test } from "@jest/globals";
import { RawJson, toBody } from "../../../src/graphql/execution/response-body.js";

const fragment = (value: unknown) => new RawJson(Buffer.from(JSON.stringify(value)));

const sent = (result: object): string => toBody(result).toString();

describe("a response", () => {
  test("without fragments is its JSON", () => {
    const json = '{"errors":[{"message":"你好"}],"data":{"a":["é",1,null]}}';
    expect(sent(JSON.parse(json))).toBe(json);
  });

  test("contains its fragments in the right places", () => {
    const [deep, other] = [{ text: "这里 👋", t: 1 }, ["é"]];
    const result = {
      errors: [{ message: "错" }],
      data: { 前: "ü", a: { b: fragment(deep) }, c: fragment(other), d: "后" },
    };
    const plain = { errors: [{ message: "错" }], data: { 前: "ü", a: { b: deep }, c: other, d: "后" } };
    expect(sent(result)).toBe(JSON.stringify(plain));
  });

  test("contains a fragment as often as it is named", () => {
    const one = fragment({ text: "好" });
    expect(sent({ data: { a: one, b: [one, one] } })).toBe(
      JSON.stringify({ data: { a: { text: "好" }, b: [{ text: "好" }, { text: "好" }] } }),
    );
  });

  test("releases the bytes of its fragments once after writing", () => {
    let released = 0;
    const one = new RawJson(Buffer.from("1"), () => (released += 1));
    expect(sent({ data: { a: one, b: one } })).toBe('{"data":{"a":1,"b":1}}');
    expect(released).toBe(1);
    expect(() => toBody({ data: { a: one } })).toThrow("a part of a response is read after its release");
  });

  test("releases its data after writing", () => {
    const result = { data: { a: fragment(1), b: 2 } };
    toBody(result);
    expect(result.data).toEqual({});
  });

  test("is equal for JSON.stringify, also after a response that could not be written", () => {
    const unwritable = { data: { a: fragment(1), b: 1n } };
    expect(() => toBody(unwritable)).toThrow(TypeError);
    const text = JSON.stringify({ data: { a: fragment({ text: "好" }) } });
    expect(text).toBe('{"data":{"a":{"text":"好"}}}');
  });
});

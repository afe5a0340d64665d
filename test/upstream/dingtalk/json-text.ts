import * as fc from "fast-check";

/**
 * JSON texts as a hostile meeting could create them: with texts that look like an identifier's key in words,
 * in keys, anywhere.
 */

const KEYS = ["recordId", "nextTtoken", "nextToken", "wordId"];

const hostileString = fc
  .array(
    fc.oneof(
      fc.constantFrom(...KEYS, '"recordId": 12345678901234567890', '"nextTtoken":9223372036854770001', "recordId"),
      fc.constantFrom('"', "\\", '\\"', '\\\\"', '":', ",", "}", "{", ", 1234567890123456789,", "\n", "这里"),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(""));

const space = fc.constantFrom("", "", "", " ", "\n", "\t\r ");

const number = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  fc.bigInt({ min: 10n ** 15n, max: 10n ** 21n }).map(String),
  fc.constantFrom("0", "-0", "1e3", "9007199254740993.0", "9007199254740993.5", "-12345678901234567E-2", "1e400"),
);

const spaced = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(space, text, space).map((parts) => parts.join(""));

const key = fc
  .oneof({ arbitrary: fc.constantFrom(...KEYS), weight: 3 }, fc.constantFrom("__proto__", "xtToken"), hostileString)
  .map((text) => JSON.stringify(text));

/** The texts of JSON documents, with white space in all possible places, and with repeated keys. */
export const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: spaced(
    fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      number,
      hostileString.map((text) => JSON.stringify(text)),
      fc.constantFrom("true", "null", '"recordId"', '"\\\\"'),
      tie("list"),
      tie("object"),
      tie("object"),
    ),
  ),
  list: fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
  object: fc
    .array(
      fc.tuple(spaced(key), tie("value")).map((pair) => pair.join(":")),
      { maxLength: 5 },
    )
    .map((members) => `{${members.join(",")}}`),
})).value;

/** Such a text with one part removed or one character inserted. Most of these are no longer JSON. */
export const damagedText: fc.Arbitrary<string> = fc
  .tuple(jsonText, fc.nat(), fc.nat({ max: 3 }), fc.constantFrom("", '"', "\\", "0", ":", ",", "r"))
  .map(([text, at, cut, put]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + put + text.slice(start + cut);
  });

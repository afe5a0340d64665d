import { inspect } from "node:util";
import { describe, expect, test } from "@jest/globals";
import type { Page } from "../../../src/transcript/model.js";
import { toPage as toPageOfBytes } from "../../../src/upstream/dingtalk/decode-page.js";
import { pageAsObjects, sentencesAsObjects } from "../../support/kept-lists.js";

const toPage = (body: string, headers = {}): Page => pageAsObjects(toPageOfBytes(Buffer.from(body), headers));

/** The response in the API document. */
const SAMPLE = `{"hasMore":true,"paragraphList":[{"nextTtoken":1631172045153000,"status":1,
 "unionId":"WFBkgJvxxx","nickName":"小钉","recordId":44444,"startTime":7940,"endTime":9940,
 "paragraph":"嘿！你好，这里是小钉","sentenceList":[{"unionId":"WFBkgJvtxxx","sentence":"这里是小钉",
 "startTime":7940,"endTime":9940,"wordList":[{"word":"这里","startTime":7940,"endTime":8100,
 "wordId":"1631172050535000#0"}]}]}]}`;

const TIMES = { startTime: 0, endTime: 0 };

const page = (...paragraphs: unknown[]): string => JSON.stringify({ hasMore: false, paragraphList: paragraphs });
const withParagraph = (fields: object): string => page({ ...TIMES, ...fields });
const withSentence = (fields: object): string => withParagraph({ sentenceList: [{ ...TIMES, ...fields }] });
const withWord = (word: unknown): string =>
  withSentence({ wordList: [{ ...TIMES, word: "fine", wordId: "1#0" }, word] });

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

const only = (body: string): Page["paragraphs"][number] => {
  const { paragraphs } = toPage(body);
  expect(paragraphs).toHaveLength(1);
  const [paragraph] = paragraphs;
  if (paragraph === undefined) throw new Error("The page is empty.");
  return paragraph;
};

describe("a page", () => {
  test("becomes the model's page, level by level", () => {
    expect(toPage(SAMPLE)).toEqual({
      hasMore: true,
      token: null,
      paragraphs: [
        {
          token: "1631172045153000",
          recordId: "44444",
          status: 1,
          unionId: "WFBkgJvxxx",
          nickName: "小钉",
          text: "嘿！你好，这里是小钉",
          startTime: 7940,
          endTime: 9940,
          sentences: [
            {
              index: 0,
              unionId: "WFBkgJvtxxx",
              text: "这里是小钉",
              startTime: 7940,
              endTime: 9940,
              words: [{ index: 0, text: "这里", wordId: "1631172050535000#0", startTime: 7940, endTime: 8100 }],
            },
          ],
        },
      ],
    });
  });

  test("has one spelling for missing values", () => {
    const missing = {
      token: null,
      recordId: null,
      status: null,
      unionId: null,
      nickName: null,
      text: "",
      ...TIMES,
      sentences: [],
    };
    expect(only(page(TIMES))).toEqual(missing);
    const nulls = { paragraph: null, recordId: null, status: null, unionId: null, nickName: null, sentenceList: null };
    expect(only(withParagraph({ ...nulls, nextTtoken: null }))).toEqual(missing);
  });

  test("an empty id or name of a person counts as missing", () => {
    expect(only(withParagraph({ unionId: "", nickName: "" }))).toMatchObject({ unionId: null, nickName: null });
    const [compact, escaped] = [withSentence({ unionId: "" }), withSentence({ unionId: "", sentence: "\n" })];
    for (const body of [compact, escaped]) expect(only(body).sentences).toMatchObject([{ unionId: null }]);
  });

  test("has the same spelling in its sentences and words", () => {
    const words = [TIMES, { ...TIMES, word: null, wordId: null }];
    const sentence = { index: 0, unionId: null, text: "", ...TIMES };
    const empty = { ...TIMES, text: "", wordId: null };
    const numbered = [0, 1].map((index) => ({ index, ...empty }));
    expect(only(withSentence({ wordList: words })).sentences).toEqual([{ ...sentence, words: numbered }]);
    expect(only(withSentence({ sentence: null, wordList: null })).sentences).toEqual([{ ...sentence, words: [] }]);
  });

  test.each([
    ['{"hasMore":true}', true],
    ['{"paragraphList":[]}', null],
    ['{"hasMore":null,"paragraphList":null}', null],
  ])("may lack one of its two members: %s", (body, hasMore) => {
    expect(toPage(body)).toEqual({ hasMore, token: null, paragraphs: [] });
  });

  test("ignores unknown members, `__proto__` among them, and uses the last of a repeated member", () => {
    const body =
      '{"__proto__":{"hasMore":true},"paragraphList":[{"__proto__":{"nickName":"x"},"new":[1],"startTime":5,"startTime":6,"endTime":7}]}';
    expect(toPage(body)).toMatchObject({ hasMore: null, paragraphs: [{ startTime: 6, endTime: 7, nickName: null }] });
  });

  test("may begin with a byte order mark and white space", () => {
    expect(toPage('\uFEFF\n {"hasMore":false}')).toEqual({ hasMore: false, token: null, paragraphs: [] });
  });

  test("is refused if it contains a wrong byte", () => {
    const body = Buffer.from('{"hasMore":false,"nickName":"\u00e9"}', "latin1");
    expect(() => toPageOfBytes(body)).toThrow("The upstream's response is not UTF-8 text.");
  });
});

describe("identifiers", () => {
  test.each([
    ["9223372036854770001", "9223372036854770001"],
    ["-9223372036854775808", "-9223372036854775808"],
    ["9007199254740993", "9007199254740993"],
    ['"9223372036854770001"', "9223372036854770001"],
    ["44444", "44444"],
    ["0", "0"],
    ["1e3", "1000"],
  ])("a recordId of %s has the digits %s", (json, digits) => {
    expect(only(`{"paragraphList":[{"recordId" : ${json}\n,"startTime":0,"endTime":0}]}`).recordId).toBe(digits);
  });

  test.each([
    ["9223372036854775808", '"9223372036854775808"'],
    ["12345678901234567890123", "1.2345678901234568e+22"],
    ["1.5", "1.5"],
    ['"1x"', "a string"],
    ['""', "a string"],
    ["true", "a boolean"],
    ["{}", "an object"],
  ])("a recordId of %s breaks the page", (json, shown) => {
    expect(() => toPage(`{"paragraphList":[{"recordId":${json},"startTime":0,"endTime":0}]}`)).toThrow(
      expect.objectContaining({
        code: "UPSTREAM_BAD_RESPONSE",
        message: `paragraphList[0].recordId is not a 64-bit whole number: it is ${shown}`,
      }),
    );
  });

  test("an identifier whose key is written with escapes is refused instead of rounded", () => {
    const body = '{"paragraphList":[{"\\u0072ecordId":9223372036854770001,"startTime":0,"endTime":0}]}';
    expect(() => toPage(body)).toThrow("paragraphList[0].recordId is not a 64-bit whole number");
  });

  test.each(["0", '"0"', '""', "null", "-0"])("a token of %s counts as none", (json) => {
    expect(only(`{"paragraphList":[{"nextTtoken":${json},"startTime":0,"endTime":0}]}`).token).toBeNull();
  });

  test("a token is accepted under either spelling", () => {
    expect(only('{"paragraphList":[{"nextToken":9223372036854770001,"startTime":0,"endTime":0}]}').token).toBe(
      "9223372036854770001",
    );
  });

  test.each(["nextToken", "nextTtoken"])("a page's own %s is not given to a paragraph", (key) => {
    const { paragraphs, token } = toPage(
      `{"${key}":9223372036854770001,"paragraphList":[${JSON.stringify(TIMES)},${JSON.stringify(TIMES)}]}`,
    );
    expect([token, ...paragraphs.map((paragraph) => paragraph.token)]).toEqual(["9223372036854770001", null, null]);
  });

  test("a page may have its own token and tokens of paragraphs, even if it is empty", () => {
    const body = '{"nextToken":5,"paragraphList":[{"nextTtoken":6,"startTime":0,"endTime":0}]}';
    expect(toPage(body)).toMatchObject({ token: "5", paragraphs: [{ token: "6" }] });
    expect(toPage('{"nextToken":5,"hasMore":true}')).toEqual({ hasMore: true, token: "5", paragraphs: [] });
  });
});

describe("words", () => {
  test("are numbered from 0 in their sentence", () => {
    const words = [TIMES, TIMES, TIMES];
    const [sentence] = sentencesAsObjects(only(withSentence({ wordList: words })).sentences);
    expect(sentence?.words).toMatchObject([{ index: 0 }, { index: 1 }, { index: 2 }]);
  });

  test("keep text that looks like JSON inside them", () => {
    const hostile = '"recordId": 12345678901234567890, \\"nextTtoken\\":9223372036854770001,';
    const body = withSentence({ wordList: [{ ...TIMES, word: hostile, wordId: hostile }] });
    const [sentence] = sentencesAsObjects(only(body).sentences);
    expect(sentence?.words).toEqual([{ ...TIMES, index: 0, text: hostile, wordId: hostile }]);
  });
});

describe("the error of a broken page", () => {
  const LIST = "paragraphList[0].sentenceList[0].wordList";
  test.each([
    ["[]", "the response is not an object: it is a list"],
    ['"secret"', "the response is not an object: it is a string"],
    ["12", "the response is not an object: it is 12"],
    ['{"hasMore":"true"}', "hasMore is not a boolean: it is a string"],
    ['{"hasMore":1}', "hasMore is not a boolean: it is 1"],
    ['{"paragraphList":{}}', "paragraphList is not a list: it is an object"],
    ['{"nextToken":1.5,"paragraphList":[]}', "nextToken is not a 64-bit whole number: it is 1.5"],
    [page(TIMES, null), "paragraphList[1] is not an object: it is null"],
    [page([]), "paragraphList[0] is not an object: it is a list"],
    [page({ endTime: 1 }), "paragraphList[0].startTime is not a whole number of milliseconds: it is missing"],
    [page({ startTime: 1, endTime: -1 }), "paragraphList[0].endTime is not a whole number of milliseconds: it is -1"],
    [withParagraph({ paragraph: 12 }), "paragraphList[0].paragraph is not a string: it is 12"],
    [withParagraph({ unionId: {} }), "paragraphList[0].unionId is not a string: it is an object"],
    [withParagraph({ nickName: ["secret"] }), "paragraphList[0].nickName is not a string: it is a list"],
    [withParagraph({ status: "one" }), "paragraphList[0].status is not a number: it is a string"],
    [withParagraph({ status: {} }), "paragraphList[0].status is not a number: it is an object"],
    [page({ startTime: null }), "paragraphList[0].startTime is not a whole number of milliseconds: it is null"],
    [page({ startTime: "" }), "paragraphList[0].startTime is not a whole number of milliseconds: it is a string"],
    [page({ startTime: -0.6 }), "paragraphList[0].startTime is not a whole number of milliseconds: it is -0.6"],
    [page({ startTime: "-5" }), 'paragraphList[0].startTime is not a whole number of milliseconds: it is "-5"'],
    [
      page({ startTime: "9007199254740993" }),
      'paragraphList[0].startTime is not a whole number of milliseconds: it is "9007199254740993"',
    ],
    [withParagraph({ nextTtoken: 1.5 }), "paragraphList[0].nextTtoken is not a 64-bit whole number: it is 1.5"],
    [withParagraph({ sentenceList: "secret" }), "paragraphList[0].sentenceList is not a list: it is a string"],
    [withParagraph({ sentenceList: [7] }), "paragraphList[0].sentenceList[0] is not an object: it is 7"],
    [
      withSentence({ startTime: 2 ** 53 }),
      "paragraphList[0].sentenceList[0].startTime is not a whole number of milliseconds: it is 9007199254740992",
    ],
    [withSentence({ sentence: false }), "paragraphList[0].sentenceList[0].sentence is not a string: it is a boolean"],
    [withSentence({ wordList: 0 }), `${LIST} is not a list: it is 0`],
    [withWord(null), `${LIST}[1] is not an object: it is null`],
    [withWord("secret"), `${LIST}[1] is not an object: it is a string`],
    [withWord({ ...TIMES, word: ["secret"] }), `${LIST}[1].word is not a string: it is a list`],
    [withWord({ ...TIMES, word: 12 }), `${LIST}[1].word is not a string: it is 12`],
    [withWord({ ...TIMES, wordId: 7.5 }), `${LIST}[1].wordId is not a string: it is 7.5`],
    [withWord({ ...TIMES, wordId: {} }), `${LIST}[1].wordId is not a string: it is an object`],
    [
      withWord({ startTime: "0x12", endTime: 12 }),
      `${LIST}[1].startTime is not a whole number of milliseconds: it is a string`,
    ],
    [
      withWord({ startTime: "secret", endTime: 12 }),
      `${LIST}[1].startTime is not a whole number of milliseconds: it is a string`,
    ],
    [withWord({ startTime: 1, endTime: -1.5 }), `${LIST}[1].endTime is not a whole number of milliseconds: it is -1.5`],
  ])("names the place: %s", (body, message) => {
    expect(() => toPage(body)).toThrow(expect.objectContaining({ code: "UPSTREAM_BAD_RESPONSE", message }));
  });

  test("quotes nothing of a body that is not JSON", () => {
    for (const body of ["", "secret", '{"hasMore":true,"paragraphList":[{"word":"secret', "{'a':1}"]) {
      const broken = thrownBy(() => toPage(body));
      expect(broken).toMatchObject({ code: "UPSTREAM_BAD_RESPONSE" });
      expect(inspect(broken, { depth: null }).split("\n    at ")[0]).not.toContain("secret");
      expect(broken).not.toHaveProperty("cause");
    }
  });
});

describe("an HTTP 200 that is no page", () => {
  test.each([
    ["a ban", '{"status":1111,"wait":5,"source":"x5","punish":"deny"}', {}, "UPSTREAM_BLOCKED"],
    ["a web page", "\n <!doctype html><html></html>", {}, "UPSTREAM_BLOCKED"],
    [
      "a web page by its content type",
      "Access denied",
      { "content-type": "Text/HTML; charset=gbk" },
      "UPSTREAM_BLOCKED",
    ],
    ["a failure", '{"code":"permissionError","message":"permissionError:no"}', {}, "FORBIDDEN"],
    ["a failure that says hasMore", '{"code":"resourceClose","hasMore":false}', {}, "MEETING_CLOSED"],
    ["a ban with an empty list", '{"status":1111,"hasMore":false,"paragraphList":[]}', {}, "UPSTREAM_BLOCKED"],
    ["an unknown failure", '{"code":"somethingElse"}', {}, "UPSTREAM_BAD_RESPONSE"],
    ["an empty object", "{}", {}, "UPSTREAM_BAD_RESPONSE"],
    ["another object", '{"result":[]}', {}, "UPSTREAM_BAD_RESPONSE"],
  ])("%s is not an empty transcript", (_what, body, headers, code) => {
    expect(() => toPage(body, { ...headers, "x-acs-request-id": "R-1" })).toThrow(
      expect.objectContaining({
        code,
        details: expect.objectContaining({ upstream: expect.objectContaining({ status: 200, requestId: "R-1" }) }),
      }),
    );
  });
});

test.each(["text/html; charset=utf-8", "text/plain", undefined])(
  "a page is a page, whatever its content type claims: %s",
  (type) => {
    const body = '{"hasMore":false,"paragraphList":[]}';
    expect(toPage(body, { "content-type": type })).toEqual({ hasMore: false, token: null, paragraphs: [] });
  },
);

import { expect, test } from "@jest/globals";
import { toPage } from "../../src/upstream/dingtalk/decode-page.js";

/** A page of one paragraph. */
const pageWith = (members: string): Buffer => Buffer.from(`{"paragraphList":[{"startTime":0,"endTime":0,${members}}]}`);

test.each([
  ["compact, then not", '[{"startTime":0,"endTime":0}]', "[ ]", 0],
  ["not, then compact", "[ ]", '[{"startTime":0,"endTime":0}]', 1],
  ["compact twice", '[{"startTime":0,"endTime":0}]', '[{"startTime":0,"endTime":0},{"startTime":1,"endTime":1}]', 2],
  ["compact, then null", '[{"startTime":0,"endTime":0}]', "null", 0],
  ["compact, then not, then compact", '[{"startTime":0,"endTime":0}],"#":[ ]', '[{"startTime":0,"endTime":0}]', 1],
  ["not, then compact, then not", '[ ],"#":[{"startTime":0,"endTime":0}]', "[ ]", 0],
])("the last of two lists under one key counts, as in JSON.parse: %s", (_what, one, other, length) => {
  const twice = (name: string) => `"${name}":${one.replace("#", name)},"${name}":${other}`;
  const [paragraph] = toPage(pageWith(twice("sentenceList"))).paragraphs;
  expect(paragraph?.sentences).toHaveLength(length);
  const [holder] = toPage(pageWith(`"sentenceList":[{"startTime":0,"endTime":0,${twice("wordList")}}]`)).paragraphs;
  expect(Array.from(holder?.sentences ?? [])[0]?.words).toHaveLength(length);
});

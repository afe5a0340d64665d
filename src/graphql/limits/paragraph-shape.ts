import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionNode } from "graphql";
import type { List } from "../../transcript/model.js";
import { COLUMNS, sumOfLengths } from "../../packed/index.js";
import type { PositionedParagraph } from "../../transcript/position.js";
import { conferenceGlobalId } from "../schema/relay/global-id.js";

/** The fields selected of each object of a level. Fragments are written out, and every condition counts as true. */
interface Level {
  /** All fields; a field with a long name counts several times. */
  fields: number;
  /** The fields that are the object's text. */
  texts: number;
  /** The fields that are an id, its own or the meeting's. */
  ids: number;
  /** The fields that are a name or an id from DingTalk. */
  names: number;
}

/** The fields selected of each paragraph, of each sentence, and of each word. */
interface Shape {
  readonly paragraph: Level;
  readonly sentence: Level;
  readonly word: Level;
}

/** Each 32 bytes of a text, an id or a name in UTF-8 count as one more value. */
const BYTES = 32;

const NAMES: ReadonlySet<string> = new Set(["speakerName", "unionId", "wordId"]);

const shapes = new WeakMap<readonly FieldNode[], Shape>();

/**
 * The number of values in a response with these paragraphs, as `info` selects them: one for each field of each
 * paragraph, sentence and word, and more for long texts. This is an upper bound; arguments may make it less.
 */
export function countValues(items: readonly PositionedParagraph[], info: GraphQLResolveInfo): number {
  const { paragraph, sentence, word } = shapeOf(info);
  const [first] = items;
  let values = first === undefined ? 0 : items.length * paragraph.ids * excess(conferenceGlobalId(first.conference));
  for (const {
    paragraph: { text, nickName, unionId, sentences },
  } of items) {
    values += paragraph.fields + paragraph.texts * excess(text);
    values += paragraph.names * (excess(nickName) + excess(unionId));
    values += valuesOfList(sentence, sentences, "unionId");
    if (sentences.words !== undefined) values += valuesOfList(word, sentences.words, "wordId");
    else for (const { words } of sentences) values += valuesOfList(word, words, "wordId");
  }
  return values;
}

/** The number of values selected of each item of a field, at any depth; 1 for a leaf. */
export function countFields(info: GraphQLResolveInfo): number {
  const { paragraph, sentence, word } = shapeOf(info);
  return Math.max(1, paragraph.fields + sentence.fields + word.fields);
}

/** The values in a list of sentences or words. */
function valuesOfList<N extends "unionId" | "wordId">(
  { fields, texts, names }: Level,
  list: List<Readonly<Record<"text", string> & Record<N, string | null>>>,
  name: N,
): number {
  const excessOf = (property: "text" | N) =>
    list.rows !== undefined
      ? sumOfLengths(list.rows, COLUMNS[property], excessOfJson)
      : Array.from(list).reduce((sum, item) => sum + excess(item[property]), 0);
  const ofTexts = texts === 0 ? 0 : texts * excessOf("text");
  const ofNames = names === 0 ? 0 : names * excessOf(name);
  return list.length * fields + ofTexts + ofNames;
}

function excess(text: string | null): number {
  return text === null ? 0 : excessOfBytes(Buffer.byteLength(text));
}

/** The surplus of a string that is still JSON with quotes, as in packed rows; 0: there is none. */
function excessOfJson(length: number): number {
  return length === 0 ? 0 : excessOfBytes(length - 2);
}

function excessOfBytes(length: number): number {
  return Math.floor(length / BYTES);
}

function shapeOf(info: GraphQLResolveInfo): Shape {
  const known = shapes.get(info.fieldNodes);
  if (known !== undefined) return known;
  const shape = measure(info);
  shapes.set(info.fieldNodes, shape);
  return shape;
}

/** The limits of an operation's text bound the time that this takes. */
function measure({ fieldNodes, fragments }: GraphQLResolveInfo): Shape {
  const shape = { paragraph: emptyLevel(), sentence: emptyLevel(), word: emptyLevel() };
  const visit = (selections: readonly SelectionNode[] = [], level: keyof Shape): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        visit(fragments[selection.name.value]?.selectionSet.selections, level);
      else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet.selections, level);
      else {
        const name = selection.name.value;
        shape[level].fields += 1 + excess((selection.alias ?? selection.name).value);
        shape[level].ids += name === "id" ? 1 : 0;
        shape[level].names += NAMES.has(name) ? 1 : 0;
        shape[level].texts += name === "text" ? 1 : 0;
        visit(selection.selectionSet?.selections, levelBelow(level, name));
      }
    }
  };
  for (const node of fieldNodes) visit(node.selectionSet?.selections, "paragraph");
  return shape;
}

function emptyLevel(): Level {
  return { fields: 0, texts: 0, ids: 0, names: 0 };
}

/** The level of the fields below a field. */
function levelBelow(level: keyof Shape, fieldName: string): keyof Shape {
  if (fieldName === "sentences") return "sentence";
  return fieldName === "words" ? "word" : level;
}

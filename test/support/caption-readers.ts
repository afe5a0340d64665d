import imsc, { type ImscElement } from "imsc/src/main/js/doc.js";
import { parseSync } from "subtitle";
import webvtt, { type WebVttNode } from "webvtt-parser";

/** A cue as the format's own parser reads it; times are milliseconds. */
export interface ReadCue {
  readonly startTime: number;
  readonly endTime: number;
  /** Null if the format does not separate the name from the text, or has none. */
  readonly name: string | null;
  readonly lines: readonly string[];
}

/** The entities of WebVTT; those of the parser lack the semicolon. */
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Reads WebVTT with W3C's own parser and validator. @throws for anything invalid. */
export function readWebVtt(text: string): ReadCue[] {
  const { cues, errors } = new webvtt.WebVTTParser(ENTITIES).parse(text, "subtitles/captions/descriptions");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("; "));
  return cues.map(({ startTime, endTime, tree }) => {
    const [first] = tree.children;
    const voice = first?.type === "object" && first.name === "v" ? first : null;
    const lines = textOf(voice?.children ?? tree.children).split("\n");
    return { startTime: toMs(startTime), endTime: toMs(endTime), name: voice?.value ?? null, lines };
  });
}

function textOf(nodes: readonly WebVttNode[]): string {
  return nodes.map((node) => (node.type === "text" ? node.value : textOf(node.children))).join("");
}

/** Reads SubRip with the package `subtitle`. */
export function readSrt(text: string): ReadCue[] {
  return parseSync(text).flatMap((node) =>
    node.type === "cue"
      ? [{ startTime: node.data.start, endTime: node.data.end, name: null, lines: node.data.text.split("\n") }]
      : [],
  );
}

/** Reads TTML with the IMSC reference library. @throws for anything invalid. */
export function readTtml(text: string): ReadCue[] {
  const { body } = imsc.fromXML(text, { info: () => false, warn: refuse, error: refuse, fatal: refuse });
  return elementsOf(body, "p").map((paragraph) => ({
    startTime: toMs(paragraph.begin),
    endTime: toMs(paragraph.end),
    name: null,
    lines: linesOf(paragraph),
  }));
}

function elementsOf(element: ImscElement, kind: string): ImscElement[] {
  if (element.kind === kind) return [element];
  return (element.contents ?? []).flatMap((inner) => elementsOf(inner, kind));
}

function linesOf(element: ImscElement): string[] {
  const pieces = (inner: ImscElement): string[] =>
    inner.kind === "br" ? ["\n"] : [inner.text ?? "", ...(inner.contents ?? []).flatMap(pieces)];
  return pieces(element).join("").split("\n");
}

/** Reads the plain text of the minutes: one paragraph a line. */
export function readPlainText(text: string): ReadCue[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const [, hours, minutes, seconds, rest = ""] = /^\[(\d{2,}):(\d\d):(\d\d)\] (.*)$/u.exec(line) ?? [];
      const startTime = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
      return { startTime, endTime: startTime, name: null, lines: [rest] };
    });
}

const toMs = (seconds: number) => Math.round(seconds * 1000);

function refuse(message: string): never {
  throw new Error(message);
}

/** A line with only the characters that every file can contain. */
export const printable = (line: string): string => line.toWellFormed().replace(/\p{Cc}/gu, "\uFFFD");

declare module "webvtt-parser" {
  interface TextNode {
    readonly type: "text";
    readonly value: string;
  }
  interface ObjectNode {
    readonly type: "object";
    readonly name: string;
    readonly value: string;
    readonly children: readonly WebVttNode[];
  }
  export type WebVttNode = TextNode | ObjectNode;
  interface ParsedCue {
    readonly startTime: number;
    readonly endTime: number;
    readonly tree: { readonly children: readonly WebVttNode[] };
  }
  class WebVTTParser {
    constructor(entities: Readonly<Record<string, string>>);
    parse(text: string, mode: "subtitles/captions/descriptions"): { cues: ParsedCue[]; errors: { message: string }[] };
  }
  const modules: { WebVTTParser: typeof WebVTTParser };
  export default modules;
}

declare module "imsc/src/main/js/doc.js" {
  export interface ImscElement {
    readonly kind: string;
    readonly begin: number;
    readonly end: number;
    readonly text?: string;
    readonly contents?: readonly ImscElement[];
  }
  interface ErrorHandler {
    info(message: string): boolean;
    warn(message: string): boolean;
    error(message: string): boolean;
    fatal(message: string): boolean;
  }
  const modules: { fromXML(xml: string, errors: ErrorHandler): { readonly body: ImscElement } };
  export default modules;
}

import { toExactClock } from "./clock.js";
import { type CueWriter, escapeMarkup, type FileCue } from "./file-cues.js";

const NAMESPACES = [
  'xmlns="http://www.w3.org/ns/ttml"',
  'xmlns:ttm="http://www.w3.org/ns/ttml#metadata"',
  'xmlns:ttp="http://www.w3.org/ns/ttml#parameter"',
  'xmlns:tts="http://www.w3.org/ns/ttml#styling"',
].join(" ");

/** The language is empty, because the upstream does not send it, and speakers may mix languages. */
const ROOT = `<tt ${NAMESPACES} xml:lang="" ttp:timeBase="media" ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">`;

/** At the bottom of the picture, centred, on a dark background. */
const LAYOUT = `<styling><style xml:id="text" tts:color="white" tts:backgroundColor="#000000C0" tts:fontFamily="proportionalSansSerif" tts:fontSize="100%" tts:textAlign="center"/></styling>
<layout><region xml:id="bottom" tts:origin="10% 70%" tts:extent="80% 25%" tts:displayAlign="after"/></layout>`;

/** Writes TTML in the text profile of IMSC 1.1 (W3C). A cue's name is its agent. */
export function createTtmlWriter(cues: readonly FileCue[]): CueWriter {
  const names = new Set(cues.flatMap(({ name }) => name ?? []));
  const agents = new Map([...names].map((name, index) => [name, `agent${index + 1}`]));
  const metadata = agents.size === 0 ? [] : ["<metadata>", ...[...agents].map(toAgent), "</metadata>"];
  const body = ['<body style="text" region="bottom">', "<div>"];
  const head = ['<?xml version="1.0" encoding="UTF-8"?>', ROOT, "<head>", ...metadata, LAYOUT, "</head>", ...body];
  return {
    head: head.join("\n"),
    write: (cue) => `\n${toParagraph(cue, agents)}`,
    foot: "\n</div>\n</body>\n</tt>\n",
  };
}

function toAgent([name, id]: readonly [name: string, id: string]): string {
  return `<ttm:agent xml:id="${id}" type="person"><ttm:name type="full">${escapeMarkup(name)}</ttm:name></ttm:agent>`;
}

function toParagraph({ name, lines, startTime, endTime }: FileCue, agents: ReadonlyMap<string, string>): string {
  const agent = name === null ? "" : ` ttm:agent="${agents.get(name)}"`;
  const times = `begin="${toExactClock(startTime)}" end="${toExactClock(endTime)}"`;
  return `<p ${times}${agent}><span>${lines.map(escapeMarkup).join("<br/>")}</span></p>`;
}

import { type CaptionFormat, CaptionFileDocument } from "../__generated__/operations.ts";
import type { TranscriptClient } from "../transcript/client.ts";

/** The formats in which a meeting can be downloaded. */
export const CAPTION_FORMATS: readonly CaptionFormat[] = ["WEBVTT", "SRT", "TTML", "TEXT"];

const KINDS: Readonly<Record<CaptionFormat, { readonly extension: string; readonly type: string }>> = {
  WEBVTT: { extension: "vtt", type: "text/vtt" },
  SRT: { extension: "srt", type: "application/x-subrip" },
  TTML: { extension: "ttml", type: "application/ttml+xml" },
  TEXT: { extension: "txt", type: "text/plain" },
};

/** The text of the meeting's caption file. @throws ProblemError */
export async function readCaptions(
  { ask }: TranscriptClient,
  conferenceId: string,
  format: CaptionFormat,
): Promise<string> {
  const { conference } = await ask(CaptionFileDocument, { conferenceId, format });
  return conference.captions?.text ?? "";
}

/** The address of a file with this text, valid until it is revoked (`URL.revokeObjectURL`). */
export const toFileUrl = (text: string, format: CaptionFormat): string =>
  URL.createObjectURL(new Blob([text], { type: `${KINDS[format].type};charset=utf-8` }));

/** A file's name that every system accepts: `demo.vtt`. */
export const toFileName = (conferenceId: string, format: CaptionFormat): string =>
  `${conferenceId.replaceAll(/[^\p{Letter}\p{Number}._-]+/gu, "-")}.${KINDS[format].extension}`;

/** Some browsers read the file a while after the click. */
const READ_WITHIN_MS = 10_000;

/** Makes the browser save a file. */
export function saveFile(text: string, conferenceId: string, format: CaptionFormat): void {
  const link = document.createElement("a");
  link.href = toFileUrl(text, format);
  link.download = toFileName(conferenceId, format);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_WITHIN_MS);
}

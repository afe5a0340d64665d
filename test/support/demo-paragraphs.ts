import { builtInTranscript } from "../../src/simulator/conferences.js";
import { pageBody } from "../../src/simulator/page-body.js";
import type { Paragraph } from "../../src/transcript/model.js";
import { toPage } from "../../src/upstream/dingtalk/decode-page.js";

/** A conference of the simulator as the gateway reads it: sentences and words are rows of bytes. */
export function demoParagraphs(conferenceId: string): readonly Paragraph[] {
  const items = builtInTranscript(conferenceId).map((paragraph) => ({ paragraph, token: null }));
  return toPage(Buffer.from(pageBody({ items, hasMore: false, pageToken: null }))).paragraphs;
}

/** What every field that reads the whole transcript says of itself. */
export const WHOLE_TRANSCRIPT = `
Reads the whole transcript. All fields of one operation that do so, for one meeting, read it once.

Null when that fails, while the rest of the query answers; the error's \`extensions.code\` says why, as for \`paragraphs\`. A transcript that takes too many calls to DingTalk is \`OPERATION_TOO_COSTLY\`.
`.trim();

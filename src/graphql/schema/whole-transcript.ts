/** The end of the description of every field that reads the whole transcript. */
export const WHOLE_TRANSCRIPT = `
Reads the whole transcript. Several such fields of a meeting in one operation read it only once.

Null if that fails; the rest of the query still returns data. The error's \`extensions.code\` says why, as for \`paragraphs\`. If the transcript takes too many calls to DingTalk, the code is \`OPERATION_TOO_COSTLY\`.
`.trim();

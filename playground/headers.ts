/** The text of the header editor: JSON with comments, which GraphiQL reads. An empty token shows where to put one. */
export function headersText(token: string): string {
  const advice =
    token === ""
      ? "  // DingTalk's access token. Closing the page forgets it,\n  // unless the settings (bottom left) say otherwise.\n"
      : "";
  return `{\n${advice}  "x-acs-dingtalk-access-token": ${JSON.stringify(token)}\n}`;
}

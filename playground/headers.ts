/** Who the gateway takes its callers to be, and what the header editor therefore starts with. */
export interface Callers {
  /** The examples are for the embedded simulator, whose token everybody may know. */
  readonly isDemo: boolean;
  /** Callers bring a JWT, not a token of DingTalk's. */
  readonly wantsJwt: boolean;
  /** The page has a button to sign in with, and sends the JWT by itself. */
  readonly hasButton: boolean;
}

const FORGOTTEN = "Closing the page forgets it,\n  // unless the settings (bottom left) say otherwise.";

/** The text of the header editor: JSON with comments, which GraphiQL reads. An empty credential shows where to put one. */
export function headersText({ isDemo, wantsJwt, hasButton }: Callers): string {
  if (hasButton)
    return "{\n  // Sign in at the top: the page then sends `authorization`\n  // by itself, and closing it forgets it.\n}";
  if (wantsJwt) return `{\n  // A JWT of your identity provider's. ${FORGOTTEN}\n  "authorization": "Bearer "\n}`;
  const advice = isDemo ? "" : `  // DingTalk's access token. ${FORGOTTEN}\n`;
  return `{\n${advice}  "x-acs-dingtalk-access-token": ${JSON.stringify(isDemo ? "demo-token" : "")}\n}`;
}

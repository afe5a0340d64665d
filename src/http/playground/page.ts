/**
 * Sent with the page and with all its files, beside the headers of every response. They allow requests to this origin
 * only, no inline script and no `eval`. Monaco, the editor in GraphiQL, creates `<style>` elements and `style`
 * attributes at run time and cannot mark them (microsoft/monaco-editor#271), so styles need `unsafe-inline`. Images and
 * fonts inside style sheets are `data:`.
 */
export const SECURITY_HEADERS = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
} as const;

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%23d60590'/%3E%3Cpath d='M4 5h8M4 8h8M4 11h5' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E";

/** The contents of the playground's page. */
export interface PageOptions {
  /** The upstream is the embedded simulator, so the examples are filled in. */
  readonly demo: boolean;
  /** Company sign-in is on, and callers send a JWT. */
  readonly wantsJwt: boolean;
  /** Responses have their cost (`extensions.upstream`), and the page shows it. */
  readonly showsCost: boolean;
  /** The sign-in button's target; null: there is no button, and people type a JWT or a token into the header editor. */
  readonly signInPage: URL | null;
}

/** The HTML of the playground. Its addresses are relative, so it works behind a proxy that adds a path. */
export function renderPage(version: string, options: PageOptions): string {
  const files = `graphql/playground/${version}`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>minutes-graph playground</title>
    <link rel="icon" href="${ICON}">
    <link rel="stylesheet" href="${files}/playground.css">
    <script type="module" src="${files}/main.js"></script>
  </head>
  <body>
    <div id="playground"${attributesOf(options)}>Loading… 正在加载…</div>
    <noscript>The playground needs JavaScript; the API at this address does not.</noscript>
  </body>
</html>
`;
}

function attributesOf({ demo, wantsJwt, showsCost, signInPage }: PageOptions): string {
  // A URL writes quotation marks and angle brackets as %22, %3C, %3E.
  const page = signInPage?.href.replaceAll("&", "&amp;") ?? null;
  const flags = [demo && " data-demo", wantsJwt && " data-jwt", showsCost && " data-cost"];
  return `${flags.filter(Boolean).join("")}${page === null ? "" : ` data-sign-in-page="${page}"`}`;
}

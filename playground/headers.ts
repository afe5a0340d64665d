import type { Language, Translated } from "./language.js";

/** How callers authenticate. The initial text of the header editor depends on it. */
export interface Callers {
  /** The examples are for the embedded simulator, whose token is public. */
  readonly isDemo: boolean;
  /** Callers send a JWT instead of a DingTalk token. */
  readonly wantsJwt: boolean;
  /** The page has a sign-in button, and sends the JWT itself. */
  readonly hasButton: boolean;
}

interface Advice {
  readonly signIn: readonly string[];
  readonly jwt: readonly string[];
  readonly token: readonly string[];
}

const ADVICE: Translated<Advice> = {
  en: {
    signIn: ["Sign in at the top: the page then sends", "`authorization` by itself, until it is closed."],
    jwt: [
      "A JWT of your identity provider.",
      "Closing the page forgets it, unless the",
      "settings (bottom left) say otherwise.",
    ],
    token: [
      "DingTalk's access token.",
      "Closing the page forgets it, unless the",
      "settings (bottom left) say otherwise.",
    ],
  },
  "zh-CN": {
    signIn: ["请先在页面顶部登录：页面会自动带上", "`authorization`，关闭页面即失效。"],
    jwt: ["身份提供方签发的 JWT。关闭页面即清除，", "除非在设置（左下角）中选择保留。"],
    token: ["钉钉的访问令牌（access_token）。关闭页面", "即清除，除非在设置（左下角）中选择保留。"],
  },
};

/**
 * The text of the header editor: JSON with comments, which GraphiQL can parse. An empty value shows where
 * the credential belongs.
 */
export function headersText({ isDemo, wantsJwt, hasButton }: Callers, language: Language): string {
  const { signIn, jwt, token } = ADVICE[language];
  if (hasButton) return toText(signIn, null);
  if (wantsJwt) return toText(jwt, ["authorization", "Bearer "]);
  return toText(isDemo ? [] : token, ["x-acs-dingtalk-access-token", isDemo ? "demo-token" : ""]);
}

function toText(advice: readonly string[], header: readonly [string, string] | null): string {
  const lines = advice.map((line) => `  // ${line}`);
  if (header !== null) lines.push(`  ${JSON.stringify(header[0])}: ${JSON.stringify(header[1])}`);
  return ["{", ...lines, "}"].join("\n");
}

import type { Language, Translated } from "./language.js";
import { beginSignIn, type Session } from "./session.js";

interface SignInProps {
  /** The address of the sign-in page. */
  readonly page: string;
  readonly session: Session | null;
  readonly language: Language;
}

const TEXTS: Translated<{ readonly signIn: string; readonly signedInAs: string; readonly signOut: string }> = {
  en: { signIn: "Sign in", signedInAs: "signed in as", signOut: "Sign out" },
  "zh-CN": { signIn: "登录", signedInAs: "当前身份：", signOut: "退出登录" },
};

/**
 * The sign-in button, or the person's name with a sign-out button. Signing out reloads the page, which forgets the JWT.
 */
export function SignIn({ page, session, language }: SignInProps) {
  const texts = TEXTS[language];
  if (session === null)
    return (
      <button type="button" className="graphiql-button sign-in" onClick={() => beginSignIn(page, window)}>
        {texts.signIn}
      </button>
    );
  return (
    <span className="sign-in">
      {texts.signedInAs} <strong>{session.name}</strong>{" "}
      <button type="button" className="graphiql-button" onClick={() => location.reload()}>
        {texts.signOut}
      </button>
    </span>
  );
}

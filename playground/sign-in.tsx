import { beginSignIn, type Session } from "./session.js";

interface SignInProps {
  /** Where one signs in. */
  readonly page: string;
  readonly session: Session | null;
}

/** The button to sign in; or as whom the gateway asks, and the button to sign out: the page forgets the JWT by loading anew. */
export function SignIn({ page, session }: SignInProps) {
  if (session === null)
    return (
      <button type="button" className="graphiql-button sign-in" onClick={() => beginSignIn(page, window)}>
        Sign in
      </button>
    );
  return (
    <span className="sign-in">
      asks as <strong>{session.name}</strong>{" "}
      <button type="button" className="graphiql-button" onClick={() => location.reload()}>
        Sign out
      </button>
    </span>
  );
}

import { useMessages } from "../language/use-messages.ts";

/** The page before the person has signed in. */
export function Welcome({ onSignIn }: { readonly onSignIn: (() => void) | null }) {
  const { welcome, signIn } = useMessages();
  return (
    <main className="welcome">
      <h2>{welcome.title}</h2>
      <p>{welcome.advice}</p>
      {onSignIn !== null && (
        <button type="button" className="primary" onClick={onSignIn}>
          {signIn}
        </button>
      )}
    </main>
  );
}

import { useMessages } from "../language/use-messages.ts";
import type { Credentials } from "../session/credentials.ts";

interface AccountProps {
  readonly credentials: Credentials | null;
  readonly onSignIn: () => void;
  readonly onSignOut: () => void;
}

/** The signed-in person with a sign-out button, or the sign-in button. */
export function Account({ credentials, onSignIn, onSignOut }: AccountProps) {
  const { signIn, signOut, unnamed } = useMessages();
  if (credentials?.kind !== "person")
    return (
      <button type="button" className="account" onClick={onSignIn}>
        {signIn}
      </button>
    );
  return (
    <div className="account">
      <strong>{credentials.name ?? unnamed}</strong>
      <button type="button" className="quiet" onClick={onSignOut}>
        {signOut}
      </button>
    </div>
  );
}

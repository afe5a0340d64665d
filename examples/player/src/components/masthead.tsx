import type { SubmitEvent } from "react";
import { useMessages } from "../language/use-messages.ts";
import type { Credentials } from "../session/credentials.ts";
import { Account } from "./account.tsx";

/** Meetings of the simulator, for trying out. */
const DEMO_MEETINGS = ["demo", "demo-long", "demo-live"];

interface MastheadProps {
  readonly conferenceId: string;
  readonly credentials: Credentials | null;
  readonly onOpen: (conferenceId: string) => void;
  readonly onIdentify: (credentials: Credentials | null) => void;
  readonly onSignIn: (() => void) | null;
}

/** The head of the page, with the meeting and the account. */
export function Masthead({ conferenceId, credentials, onOpen, onIdentify, onSignIn }: MastheadProps) {
  const { player, meeting, open } = useMessages();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const token = fields.get("token");
    if (token !== null) onIdentify({ kind: "token", token: String(token).trim() });
    onOpen(String(fields.get("conferenceId") ?? "").trim());
  };
  return (
    <header className="masthead">
      <h1>{player}</h1>
      <form key={conferenceId} className="meeting-form" onSubmit={submit}>
        <label>
          <span className="field-name">{meeting}</span>
          <input name="conferenceId" defaultValue={conferenceId} list="meetings" required autoComplete="off" />
        </label>
        <datalist id="meetings">
          {DEMO_MEETINGS.map((id) => (
            <option key={id} value={id} />
          ))}
        </datalist>
        {onSignIn === null && <TokenField credentials={credentials} />}
        <button type="submit">{open}</button>
      </form>
      {onSignIn !== null && (
        <Account credentials={credentials} onSignIn={onSignIn} onSignOut={() => onIdentify(null)} />
      )}
    </header>
  );
}

function TokenField({ credentials }: Pick<MastheadProps, "credentials">) {
  const { token } = useMessages();
  const value = credentials?.kind === "token" ? credentials.token : "";
  return (
    <label>
      <span className="field-name">{token}</span>
      <input name="token" type="password" defaultValue={value} autoComplete="off" />
    </label>
  );
}

import { useCallback, useMemo, useState } from "react";
import { useAddress } from "../address/use-address.ts";
import type { InitialMeeting } from "../player/initial-meeting.ts";
import { type Credentials, saveCredentials, toHeaders } from "../session/credentials.ts";
import { beginSignIn } from "../session/sign-in.ts";
import { createTranscriptClient } from "../transcript/client.ts";
import { Masthead } from "./masthead.tsx";
import { Player } from "./player.tsx";
import { Welcome } from "./welcome.tsx";

/** The state in which the page starts. */
export interface AppProps {
  readonly signInPage: string | null;
  /** The credentials of this tab; null: the person must sign in. */
  readonly credentials: Credentials | null;
  /** The meeting that the address names, which is already being read; null: there are no credentials yet. */
  readonly initial: InitialMeeting | null;
}

/** The page: the account, the choice of a meeting, and the meeting's player. */
export function App({ signInPage, credentials: kept, initial }: AppProps) {
  const [credentials, setCredentials] = useState(kept);
  const { visit, openMeeting } = useAddress();
  const isFirst = visit.count === 0 && credentials === kept;
  const client = useMemo(
    () => (isFirst ? (initial?.client ?? null) : credentials && createTranscriptClient(toHeaders(credentials))),
    [isFirst, initial, credentials],
  );
  const identify = useCallback((next: Credentials | null) => {
    saveCredentials(next);
    setCredentials(next);
  }, []);
  const signIn = useMemo(() => (signInPage === null ? null : () => beginSignIn(signInPage, globalThis)), [signInPage]);
  return (
    <div className="page">
      <Masthead
        conferenceId={visit.route.conferenceId}
        credentials={credentials}
        onOpen={openMeeting}
        onIdentify={identify}
        onSignIn={signIn}
      />
      {client === null ? (
        <Welcome onSignIn={signIn} />
      ) : (
        <Player
          key={visit.count}
          client={client}
          route={visit.route}
          initial={isFirst ? initial : null}
          onSignIn={signIn}
        />
      )}
    </div>
  );
}

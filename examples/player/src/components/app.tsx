import { useState } from "react";
import { loadSession, saveSession } from "../session.ts";
import type { Session } from "../transcript/use-transcript.ts";
import { MeetingForm } from "./meeting-form.tsx";
import { Player } from "./player.tsx";

/** The page: which meeting, and its player. */
export function App() {
  const [{ session, opened }, setOpened] = useState(() => ({ session: loadSession(), opened: 0 }));
  const open = (next: Session) => {
    saveSession(next);
    setOpened({ session: next, opened: opened + 1 });
  };
  return (
    <div className="page">
      <header className="masthead">
        <h1>Transcript player</h1>
        <MeetingForm session={session} onOpen={open} />
      </header>
      <Player key={opened} session={session} />
    </div>
  );
}

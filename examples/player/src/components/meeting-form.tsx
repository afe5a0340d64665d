import type { SubmitEvent } from "react";
import type { Session } from "../transcript/use-transcript.ts";

const DEMO_MEETINGS = ["demo", "demo-long"];

interface MeetingFormProps {
  readonly session: Session;
  readonly onOpen: (session: Session) => void;
}

/** Chooses the meeting, and the token that it is read with. */
export function MeetingForm({ session, onOpen }: MeetingFormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    onOpen({ conferenceId: textOf(fields, "conferenceId"), token: textOf(fields, "token") });
  };
  return (
    <form className="meeting-form" onSubmit={submit}>
      <label>
        Meeting
        <input name="conferenceId" defaultValue={session.conferenceId} list="meetings" required autoComplete="off" />
      </label>
      <datalist id="meetings">
        {DEMO_MEETINGS.map((id) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      <label>
        Access token
        <input name="token" type="password" defaultValue={session.token} autoComplete="off" />
      </label>
      <button type="submit">Open</button>
    </form>
  );
}

function textOf(fields: FormData, name: string): string {
  return String(fields.get(name) ?? "").trim();
}

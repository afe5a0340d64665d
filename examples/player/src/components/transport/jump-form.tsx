import { type SubmitEvent, useState } from "react";
import { useMessages } from "../../language/use-messages.ts";
import { formatTime, parseTime } from "../../playback/time-text.ts";

interface JumpFormProps {
  /** 0 if it is not known. */
  readonly durationMs: number;
  readonly onJump: (timeMs: number) => void;
}

/** Goes to a time that the person types. */
export function JumpForm({ durationMs, onJump }: JumpFormProps) {
  const { jumpTo, jump, writeTime, endsAt } = useMessages();
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const timeMs = parseTime(text);
    if (timeMs === null) return setFault(writeTime);
    if (durationMs > 0 && timeMs > durationMs) return setFault(endsAt(formatTime(durationMs)));
    setFault(null);
    onJump(timeMs);
  };
  return (
    <form className="jump" onSubmit={submit} noValidate>
      <label>
        <span className="visually-hidden">{jumpTo}</span>
        <input
          value={text}
          placeholder="12:30"
          autoComplete="off"
          aria-invalid={fault !== null}
          aria-describedby="jump-fault"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit">{jump}</button>
      <span id="jump-fault" role="status" className="fault">
        {fault}
      </span>
    </form>
  );
}

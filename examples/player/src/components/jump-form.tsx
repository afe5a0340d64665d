import { type SubmitEvent, useState } from "react";
import { formatTime, parseTime } from "../playback/time-text.ts";

interface JumpFormProps {
  readonly durationMs: number;
  readonly onJump: (timeMs: number) => void;
}

/** Goes to a time that somebody types. */
export function JumpForm({ durationMs, onJump }: JumpFormProps) {
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const timeMs = parseTime(text);
    if (timeMs === null) return setFault("Write a time such as 12:30");
    if (timeMs > durationMs) return setFault(`The meeting ends at ${formatTime(durationMs)}`);
    setFault(null);
    onJump(timeMs);
  };
  return (
    <form className="jump" onSubmit={submit} noValidate>
      <label>
        <span className="visually-hidden">Jump to a time</span>
        <input
          value={text}
          placeholder="12:30"
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={fault !== null}
          aria-describedby="jump-fault"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit">Jump</button>
      <span id="jump-fault" role="status" className="fault">
        {fault}
      </span>
    </form>
  );
}

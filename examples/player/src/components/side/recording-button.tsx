import { type ChangeEvent, useRef } from "react";
import { useMessages } from "../../language/use-messages.ts";
import { Icon } from "../icon.tsx";

interface RecordingButtonProps {
  readonly file: File | null;
  readonly onChoose: (file: File | null) => void;
}

/** Chooses the person's own video or audio file, which stays on this machine, or removes it. */
export function RecordingButton({ file, onChoose }: RecordingButtonProps) {
  const { addRecording, removeRecording } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const label = file === null ? addRecording : removeRecording;
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? [];
    if (chosen !== undefined) onChoose(chosen);
    event.target.value = "";
  };
  return (
    <>
      <button
        type="button"
        title={label}
        aria-pressed={file !== null}
        onClick={() => (file === null ? input.current?.click() : onChoose(null))}
      >
        <Icon name="film" />
        <span>{label}</span>
      </button>
      <input ref={input} type="file" accept="video/*,audio/*" hidden aria-label={addRecording} onChange={choose} />
    </>
  );
}

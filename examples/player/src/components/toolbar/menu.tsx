import { type KeyboardEvent, type ReactNode, type FocusEvent, useRef } from "react";

interface MenuProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
}

/** Buttons behind a button. Escape, a choice, or going elsewhere closes it. */
export function Menu({ label, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => details.current?.removeAttribute("open");
  const press = ({ key }: KeyboardEvent) => {
    if (key !== "Escape") return;
    close();
    details.current?.querySelector("summary")?.focus();
  };
  const leave = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) close();
  };
  return (
    <details ref={details} className="menu" name="menu" onKeyDown={press} onBlur={leave}>
      <summary>{label}</summary>
      <div className="menu-items" onClick={close}>
        {children}
      </div>
    </details>
  );
}

import { type FocusEvent, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from "react";

interface MenuProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
}

/** A button that opens a menu of buttons. Escape, a choice, or a change of focus closes it. */
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
  useClickElsewhere(details);
  return (
    <details ref={details} className="menu" onKeyDown={press} onBlur={leave}>
      <summary>{label}</summary>
      <div className="menu-items" onClick={close}>
        {children}
      </div>
    </details>
  );
}

/** A click outside of a menu does not move the focus if there is nothing to focus. */
function useClickElsewhere(details: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const click = ({ target }: PointerEvent) => {
      if (target instanceof Node && details.current?.contains(target) === false)
        details.current.removeAttribute("open");
    };
    document.addEventListener("pointerdown", click);
    return () => document.removeEventListener("pointerdown", click);
  }, [details]);
}

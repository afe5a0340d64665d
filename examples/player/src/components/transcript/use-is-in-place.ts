import { useEffect, useState } from "react";

/** Whether a new list has been scrolled to its first place. It begins at its top, and is there after two frames. */
export function useIsInPlace(): boolean {
  const [isInPlace, setIsInPlace] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setIsInPlace(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return isInPlace;
}

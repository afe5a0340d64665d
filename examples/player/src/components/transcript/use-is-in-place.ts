import { useEffect, useState } from "react";

/** Whether a new list has been scrolled to its first position. It begins at its top, and has moved after two frames. */
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

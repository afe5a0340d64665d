import { useEffect, useState } from "react";

/** Whether a new list has been scrolled to its first position. It begins at its top, and has moved after two frames. */
export function useIsPositioned(): boolean {
  const [isPositioned, setIsPositioned] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setIsPositioned(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return isPositioned;
}

import { useEffect, useState } from "react";

/** A new list stands at its top, until it has been scrolled to where it was opened for; the browser says so within two frames. */
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

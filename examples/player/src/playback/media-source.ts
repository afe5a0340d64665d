import type { Clock, TimeSource } from "./clock.ts";

const SECOND_MS = 1000;
/** A media element moves to a frame of its own; nearer than this it is not told to move. */
const SAME_PLACE_MS = 30;

/** A video or audio element as what a clock runs by. */
export function toTimeSource(element: HTMLMediaElement): TimeSource {
  return {
    get timeMs() {
      return element.currentTime * SECOND_MS;
    },
    // It may not be allowed to play, or may be replaced; its `pause` event then tells the clock.
    play: () => void element.play().catch(() => element.dispatchEvent(new Event("pause"))),
    pause: () => element.pause(),
    seek: (timeMs) => {
      if (Math.abs(element.currentTime * SECOND_MS - timeMs) > SAME_PLACE_MS) element.currentTime = timeMs / SECOND_MS;
    },
    setSpeed: (speed) => {
      element.playbackRate = speed;
    },
  };
}

/** Attaches the element to the clock, and has the clock do what the element's own controls are told. Returns how to undo it. */
export function connectMedia(clock: Clock, element: HTMLMediaElement): () => void {
  const controller = new AbortController();
  const on = (event: string, listener: () => void) =>
    element.addEventListener(event, listener, { signal: controller.signal });
  clock.attach(toTimeSource(element));
  on("play", () => clock.state.playing || clock.adopt({ playing: true }));
  on("pause", () => clock.adopt({ playing: false }));
  on("seeked", () => clock.adopt({ timeMs: element.currentTime * SECOND_MS }));
  on("ratechange", () => clock.adopt({ speed: element.playbackRate }));
  return () => {
    controller.abort();
    clock.attach(null);
  };
}

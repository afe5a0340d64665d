import type { Clock, TimeSource } from "./clock.ts";

const SECOND_MS = 1000;
/** A media element moves to the start of one of its frames, so a smaller difference is not corrected. */
const SAME_PLACE_MS = 30;

/** A video or audio element as the source of a clock's time. */
export function toTimeSource(element: HTMLMediaElement): TimeSource {
  return {
    get timeMs() {
      return element.currentTime * SECOND_MS;
    },
    // The browser may not allow it to play, or it may be replaced. Then its `pause` event pauses the clock.
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

/**
 * Attaches the element to the clock, which then follows the element's own controls. Returns a function that undoes
 * this.
 */
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

/** Where the clock stands. Times are milliseconds of the recording. */
export interface ClockState {
  readonly timeMs: number;
  readonly durationMs: number;
  readonly playing: boolean;
  /** 2: twice as fast as people spoke. */
  readonly speed: number;
}

/** Calls back once, before the browser paints next, with the time in milliseconds; as `requestAnimationFrame` does. */
export type RequestFrame = (callback: (nowMs: number) => void) => unknown;

/** A recording's clock without a recording: it runs as an audio player's would, and stops at the end. */
export class Clock {
  #state: ClockState = { timeMs: 0, durationMs: 0, playing: false, speed: 1 };
  #lastFrameMs: number | null = null;
  #awaitsFrame = false;
  readonly #listeners = new Set<() => void>();
  readonly #requestFrame: RequestFrame;

  constructor(requestFrame: RequestFrame) {
    this.#requestFrame = requestFrame;
  }

  get state(): ClockState {
    return this.#state;
  }

  /** Calls back on every change, until the function that it gives is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Plays or pauses; at the end it plays from the beginning. */
  toggle(): void {
    if (this.#state.playing) return this.#set({ playing: false });
    const { timeMs, durationMs } = this.#state;
    this.#set({ playing: true, timeMs: timeMs >= durationMs ? 0 : timeMs });
    this.#lastFrameMs = null;
    this.#awaitFrame();
  }

  /** Goes to a time, or as near to it as the recording has. */
  seek(timeMs: number): void {
    this.#set({ timeMs: Math.min(Math.max(0, timeMs), this.#state.durationMs) });
  }

  setSpeed(speed: number): void {
    this.#set({ speed });
  }

  setDuration(durationMs: number): void {
    this.#set({ durationMs });
  }

  /** One frame at a time, also when somebody pauses and plays again before it comes. */
  #awaitFrame(): void {
    if (this.#awaitsFrame) return;
    this.#awaitsFrame = true;
    this.#requestFrame(this.#tick);
  }

  readonly #tick = (nowMs: number) => {
    this.#awaitsFrame = false;
    if (!this.#state.playing) return;
    const { timeMs, durationMs, speed } = this.#state;
    const next = timeMs + (nowMs - (this.#lastFrameMs ?? nowMs)) * speed;
    this.#lastFrameMs = nowMs;
    this.#set({ timeMs: Math.min(next, durationMs), playing: next < durationMs });
    if (this.#state.playing) this.#awaitFrame();
  };

  #set(change: Partial<ClockState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

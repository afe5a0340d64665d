/** The state of a clock. Times are milliseconds of the recording. */
export interface ClockState {
  readonly timeMs: number;
  /**
   * The paragraph that the clock was set to, which distinguishes recordings with equal times; null: it was set to a
   * time only.
   */
  readonly paragraphId: string | null;
  /** 0 until it is known. */
  readonly durationMs: number;
  readonly playing: boolean;
  /** 2: twice as fast as people spoke. */
  readonly speed: number;
}

/** Calls back once with the time in milliseconds, before the browser paints next, like `requestAnimationFrame`. */
export type RequestFrame = (callback: (nowMs: number) => void) => unknown;

/** A video or audio file that plays beside the transcript and gives the clock its time. */
export interface TimeSource {
  readonly timeMs: number;
  play(): void;
  pause(): void;
  seek(timeMs: number): void;
  setSpeed(speed: number): void;
}

/** A recording's clock. It runs by itself, or follows a video or audio file that is attached, and stops at the end. */
export class Clock {
  #state: ClockState;
  #source: TimeSource | null = null;
  #lastFrameMs: number | null = null;
  #awaitsFrame = false;
  readonly #listeners = new Set<() => void>();
  readonly #requestFrame: RequestFrame;

  /** It starts at `startMs`, which may be after the end, because the duration is not known yet. */
  constructor(requestFrame: RequestFrame, startMs = 0) {
    this.#requestFrame = requestFrame;
    this.#state = { timeMs: startMs, paragraphId: null, durationMs: 0, playing: false, speed: 1 };
  }

  get state(): ClockState {
    return this.#state;
  }

  /** It follows a file. */
  get hasFile(): boolean {
    return this.#source !== null;
  }

  /** Calls the listener on every change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows this file from now on; null: the clock runs by itself. The file is set to the clock's time. */
  attach(source: TimeSource | null): void {
    this.#source = source;
    const { timeMs, speed, playing } = this.#state;
    source?.seek(timeMs);
    source?.setSpeed(speed);
    if (playing) source?.play();
    this.#lastFrameMs = null;
  }

  /** Plays or pauses. At the end, it plays from the beginning. */
  toggle(): void {
    if (this.#state.playing) return this.pause();
    if (this.#state.timeMs >= this.#endMs) this.seek(0);
    this.#source?.play();
    this.#run();
  }

  pause(): void {
    this.#source?.pause();
    this.#set({ playing: false });
  }

  /**
   * Goes to a time, or to the nearest time of the recording. `paragraphId`: the paragraph that is meant, if there is
   * one.
   */
  seek(timeMs: number, paragraphId: string | null = null): void {
    const within = Math.min(Math.max(0, timeMs), this.#endMs);
    this.#source?.seek(within);
    this.#set({ timeMs: within, paragraphId });
  }

  /** Goes forward or back by this many milliseconds. */
  step(byMs: number): void {
    this.seek(this.#state.timeMs + byMs, this.#state.paragraphId);
  }

  setSpeed(speed: number): void {
    this.#source?.setSpeed(speed);
    this.#set({ speed });
  }

  /** Sets the duration of the recording, which may grow. A clock after the end goes back to the end. */
  setDuration(durationMs: number): void {
    this.#set({ durationMs, timeMs: Math.min(this.#state.timeMs, durationMs) });
  }

  /** A person used the file's own controls, so the clock does the same. */
  adopt(change: Partial<Pick<ClockState, "timeMs" | "playing" | "speed">>): void {
    this.#set(change);
    if (change.playing === true) this.#run();
  }

  #run(): void {
    this.#set({ playing: true });
    this.#lastFrameMs = null;
    this.#awaitFrame();
  }

  /** Only one frame at a time, even if a person pauses and plays again before it comes. */
  #awaitFrame(): void {
    if (this.#awaitsFrame) return;
    this.#awaitsFrame = true;
    this.#requestFrame(this.#tick);
  }

  readonly #tick = (nowMs: number) => {
    this.#awaitsFrame = false;
    if (!this.#state.playing) return;
    const next = this.#source?.timeMs ?? this.#elapsed(nowMs);
    this.#lastFrameMs = nowMs;
    this.#set({ timeMs: Math.min(next, this.#endMs) });
    // A listener may have set the clock to another time.
    if (this.#state.timeMs < this.#endMs) this.#awaitFrame();
    else this.pause();
  };

  /** As long as the duration is not known, there is no end. */
  get #endMs(): number {
    return this.#state.durationMs || Infinity;
  }

  #elapsed(nowMs: number): number {
    const { timeMs, speed } = this.#state;
    return timeMs + (nowMs - (this.#lastFrameMs ?? nowMs)) * speed;
  }

  #set(change: Partial<ClockState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Where the clock stands. Times are milliseconds of the recording. */
export interface ClockState {
  readonly timeMs: number;
  /** The paragraph that the clock was set to, which tells apart recordings that share times; null: it was set to a time alone. */
  readonly paragraphId: string | null;
  /** 0 until it is known. */
  readonly durationMs: number;
  readonly playing: boolean;
  /** 2: twice as fast as people spoke. */
  readonly speed: number;
}

/** Calls back once, before the browser paints next, with the time in milliseconds; as `requestAnimationFrame` does. */
export type RequestFrame = (callback: (nowMs: number) => void) => unknown;

/** What the clock runs by: a video or audio file that plays beside the transcript. */
export interface TimeSource {
  readonly timeMs: number;
  play(): void;
  pause(): void;
  seek(timeMs: number): void;
  setSpeed(speed: number): void;
}

/** A recording's clock. It runs by itself, or by a video or audio file once one is attached, and stops at the end. */
export class Clock {
  #state: ClockState;
  #source: TimeSource | null = null;
  #lastFrameMs: number | null = null;
  #awaitsFrame = false;
  readonly #listeners = new Set<() => void>();
  readonly #requestFrame: RequestFrame;

  /** It starts at `startMs`. That may turn out to be past the end, since the duration is not known yet. */
  constructor(requestFrame: RequestFrame, startMs = 0) {
    this.#requestFrame = requestFrame;
    this.#state = { timeMs: startMs, paragraphId: null, durationMs: 0, playing: false, speed: 1 };
  }

  get state(): ClockState {
    return this.#state;
  }

  /** It runs by a file. */
  get hasFile(): boolean {
    return this.#source !== null;
  }

  /** Calls back on every change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes its time from this file from now on; null: from frame to frame. The file goes to where the clock stands. */
  attach(source: TimeSource | null): void {
    this.#source = source;
    const { timeMs, speed, playing } = this.#state;
    source?.seek(timeMs);
    source?.setSpeed(speed);
    if (playing) source?.play();
    this.#lastFrameMs = null;
  }

  /** Plays or pauses; at the end it plays from the beginning. */
  toggle(): void {
    if (this.#state.playing) return this.pause();
    const { timeMs, durationMs } = this.#state;
    if (timeMs >= durationMs) this.seek(0);
    this.#source?.play();
    this.#run();
  }

  pause(): void {
    this.#source?.pause();
    this.#set({ playing: false });
  }

  /** Goes to a time, or to the end of the recording that is nearer. `paragraphId`: the paragraph that is meant, if one is. */
  seek(timeMs: number, paragraphId: string | null = null): void {
    const { durationMs } = this.#state;
    const within = Math.min(Math.max(0, timeMs), durationMs === 0 ? Infinity : durationMs);
    this.#source?.seek(within);
    this.#set({ timeMs: within, paragraphId });
  }

  /** Goes on or back by so many milliseconds. */
  step(byMs: number): void {
    this.seek(this.#state.timeMs + byMs, this.#state.paragraphId);
  }

  setSpeed(speed: number): void {
    this.#source?.setSpeed(speed);
    this.#set({ speed });
  }

  /** Says how long the recording is, which may grow. A clock beyond the end goes back to the end. */
  setDuration(durationMs: number): void {
    this.#set({ durationMs, timeMs: Math.min(this.#state.timeMs, durationMs) });
  }

  /** The file was operated by its own controls: the clock does the same. */
  adopt(change: Partial<Pick<ClockState, "timeMs" | "playing" | "speed">>): void {
    this.#set(change);
    if (change.playing === true) this.#run();
  }

  #run(): void {
    this.#set({ playing: true });
    this.#lastFrameMs = null;
    this.#awaitFrame();
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
    const { durationMs } = this.#state;
    const next = this.#source?.timeMs ?? this.#elapsed(nowMs);
    this.#lastFrameMs = nowMs;
    this.#set({ timeMs: Math.min(next, durationMs) });
    // A listener may have set the clock to another time.
    if (this.#state.timeMs < durationMs) this.#awaitFrame();
    else this.pause();
  };

  #elapsed(nowMs: number): number {
    const { timeMs, speed } = this.#state;
    return timeMs + (nowMs - (this.#lastFrameMs ?? nowMs)) * speed;
  }

  #set(change: Partial<ClockState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

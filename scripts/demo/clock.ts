const DAY_MS = 86_400_000;

/** A clock that the sample history sets by hand; it only goes forward, and never past the present. */
export class HistoryClock {
  #time: number;

  constructor(start: number) {
    this.#time = start;
  }

  /** Moves on to an hour of the day that is `daysAgo` days ago, unless it is later already. */
  moveTo(daysAgo: number, hour: number): void {
    const midnight = Math.floor((Date.now() - daysAgo * DAY_MS) / DAY_MS) * DAY_MS;
    this.#time = Math.max(this.#time, midnight + hour * 3_600_000);
  }

  /** The next moment at which somebody does something: one to nine minutes later. */
  now = (): Date => {
    this.#time += 60_000 + (this.#time % 480_000);
    this.#time = Math.min(this.#time, Date.now());
    return new Date(this.#time);
  };
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32, public domain). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Work that the worker process does on a schedule. Runs must be safe to repeat. */
export type Job = {
  name: string;
  /** Five cron fields, UTC. */
  schedule: string;
  /** Does the work; what it returns is kept with the run and logged, so it holds counts only. */
  run: (signal: AbortSignal) => Promise<Record<string, number>>;
};

/** Work that is looked for every few seconds, by every worker at once; each takes what no other has. */
export type Poll = {
  name: string;
  everySeconds: number;
  /** Does what there is to do; returns how many things it did. */
  run: (signal: AbortSignal) => Promise<number>;
};

/**
 * Work on many things of one kind, each in a job of its own: one job per thing at a time over all
 * workers, tried again when it throws, and kept as a dead letter when that does not help.
 */
export type Queue = {
  name: string;
  /** How many things one worker works on at the same time. */
  concurrency: number;
  /** The ids of what is due now; asked every second. */
  due: () => Promise<string[]>;
  /** Works on one; what it returns is kept with the run, so it holds counts only. */
  run: (id: string, signal: AbortSignal) => Promise<Record<string, number>>;
};

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

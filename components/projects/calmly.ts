/** An act that is wanted often and done seldom. */
export interface Calm {
  /** Does it after the pause; never while the last time is still under way. */
  soon: () => void;
  stop: () => void;
}

/** Gathers the wishes of `pause` milliseconds into one `act`; what is wished meanwhile follows after it. */
export function calmly(act: () => Promise<void>, pause: number): Calm {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let acting = false;
  let again = false;
  let stopped = false;
  const run = async (): Promise<void> => {
    timer = undefined;
    acting = true;
    await act();
    acting = false;
    if (!again) return;
    again = false;
    soon();
  };
  const soon = (): void => {
    if (stopped) return;
    if (acting) again = true;
    else timer ??= setTimeout(() => void run(), pause);
  };
  return {
    soon,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

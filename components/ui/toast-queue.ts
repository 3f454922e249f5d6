export interface ToastOptions {
  title: string;
  description?: string;
  /** "fail" is announced at once, the others when the reader pauses. */
  tone?: "neutral" | "done" | "fail" | "stale";
  /** For example `{ label: t("undo"), onPress: … }`. */
  action?: { label: string; onPress: () => void };
  /** A toast with the same id takes the place of the earlier one. */
  id?: string;
}

export interface ToastEntry extends ToastOptions {
  id: string;
  /** Moves when a toast takes the place of another, so that it is announced again. */
  version: number;
}

const most = 3;
const shortMs = 5_000;
const longMs = 10_000;

/**
 * What is being said, and for how much longer. Time stands still while `pause` holds. The clock
 * and the timer are the browser's; `changed` is called after every change.
 */
export function createToastQueue(changed: () => void) {
  let entries: readonly ToastEntry[] = [];
  let paused = false;
  let counter = 0;
  const clocks = new Map<
    string,
    { leftMs: number; since: number; timer?: ReturnType<typeof setTimeout> }
  >();

  function update(next: readonly ToastEntry[]): void {
    entries = next;
    // The last one may go while it is hovered, and nobody then says that the pointer has left.
    if (next.length === 0) paused = false;
    changed();
  }

  function run(id: string): void {
    const clock = clocks.get(id);
    if (!clock || paused) return;
    clock.since = Date.now();
    clock.timer = setTimeout(() => close(id), clock.leftMs);
  }

  function close(id: string): void {
    clearTimeout(clocks.get(id)?.timer);
    clocks.delete(id);
    if (entries.some((entry) => entry.id === id))
      update(entries.filter((entry) => entry.id !== id));
  }

  function show(options: ToastOptions): string {
    const version = ++counter;
    const id = options.id ?? `toast-${version}`;
    clearTimeout(clocks.get(id)?.timer);
    const leftMs = options.action || options.tone === "fail" ? longMs : shortMs;
    clocks.set(id, { leftMs, since: 0 });
    const kept = entries.filter((entry) => entry.id !== id);
    for (const old of kept.slice(0, Math.max(0, kept.length - most + 1))) close(old.id);
    update([...entries.filter((entry) => entry.id !== id), { ...options, id, version }]);
    run(id);
    return id;
  }

  function pause(stop: boolean): void {
    if (paused === stop) return;
    paused = stop;
    for (const [id, clock] of clocks) {
      if (!stop) run(id);
      else {
        clearTimeout(clock.timer);
        clock.leftMs = Math.max(0, clock.leftMs - (Date.now() - clock.since));
      }
    }
  }

  return { show, close, pause, read: () => entries };
}

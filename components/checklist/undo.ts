/** Something that was done and can be taken back for a while. */
export interface UndoEntry {
  label: string;
  /** Takes it back; its own failures are its own business. */
  undo: () => void;
  /** Milliseconds since 1970. */
  until: number;
}

/** How long a change can be undone, in milliseconds. */
export const UNDO_MS = 10_000;

/** The latest changes, newest last. */
export class UndoStack {
  #entries: UndoEntry[] = [];

  push(entry: UndoEntry): void {
    this.#entries.push(entry);
  }

  /** Forgets a change, for example because the server refused it. */
  drop(entry: UndoEntry): void {
    this.#entries = this.#entries.filter((each) => each !== entry);
  }

  /** The newest change that can still be taken back at `now`. */
  newest(now: number): UndoEntry | undefined {
    this.#entries = this.#entries.filter(({ until }) => until > now);
    return this.#entries.at(-1);
  }

  /** Takes the newest one out, to undo it. */
  pop(now: number): UndoEntry | undefined {
    const entry = this.newest(now);
    if (entry) this.drop(entry);
    return entry;
  }
}

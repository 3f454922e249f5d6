import { type WriteStream, createWriteStream, renameSync, statSync } from "node:fs";

const ROTATE_AT = 10_000_000;

/** Renames a log that has grown large to `….1`; the one before that is dropped. */
export function rotateLog(path: string, rotateAt = ROTATE_AT): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size >= rotateAt) renameSync(path, `${path}.1`);
}

/** Opens a log for appending; a full disk must not end the launcher, so write errors are ignored. */
export function openLog(path: string): WriteStream {
  rotateLog(path);
  const stream = createWriteStream(path, { flags: "a", mode: 0o600 });
  stream.on("error", () => undefined);
  return stream;
}

const LEVELS: Record<string, string> = { warn: "warning", error: "error", fatal: "fatal" };

/**
 * What a line of a process's output is worth on the console: warnings and errors of its JSON log
 * in short, other lines of its error output as they are; undefined for the rest.
 */
export function consoleLine(line: string, fromStderr: boolean): string | undefined {
  if (line.trim() === "") return undefined;
  if (line.startsWith("{")) {
    try {
      const { level, msg, err } = JSON.parse(line) as {
        level?: string;
        msg?: string;
        err?: { message?: string };
      };
      const shown = LEVELS[level ?? ""];
      if (!shown) return undefined;
      const reason = err?.message && err.message !== msg ? `: ${err.message}` : "";
      return `${shown}: ${msg ?? ""}${reason}`;
    } catch {
      // Not JSON after all.
    }
  }
  return fromStderr ? line : undefined;
}

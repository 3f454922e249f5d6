import { styleText } from "node:util";

/** Shows numbered steps with the time each took; on a terminal the running step counts seconds. */
export interface Progress {
  /** Runs one step; its result line shows what `work` returned. Errors pass through. */
  step(title: string, work: (update: (detail: string) => void) => Promise<string>): Promise<void>;
  /** Prints a line of its own. */
  say: (line: string) => void;
}

const REMIND_EVERY = 20_000;

/** "0.4 s", "12 s", "1 min 5 s" */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Progress on a stream; `first` is the number of the first step. */
export function createProgress(
  out: NodeJS.WriteStream,
  { first, total }: { first: number; total: number },
): Progress {
  let number = first;
  const live = out.isTTY && !process.env.CI;

  return {
    say: (line) => void out.write(`${line}\n`),
    async step(title, work) {
      const label = styleText("dim", `[${number}/${total}]`, { stream: out });
      number += 1;
      const start = performance.now();
      let detail = "";
      const elapsed = () => duration(performance.now() - start);
      const running = () => `${label} ${title}… ${elapsed()}${detail ? ` · ${detail}` : ""}`;
      const draw = () => out.write(`\r\x1b[2K${running().slice(0, (out.columns || 80) + 8)}`);
      if (live) draw();
      else out.write(`${label} ${title}…\n`);
      const timer = live
        ? setInterval(draw, 200)
        : setInterval(
            () => out.write(`      ${elapsed()}, ${detail || "going on"}\n`),
            REMIND_EVERY,
          );
      timer.unref();
      try {
        const result = await work((text) => (detail = text));
        clearInterval(timer);
        if (live) out.write(`\r\x1b[2K${label} ${title}: ${result} (${elapsed()})\n`);
        else out.write(`      ${result} (${elapsed()})\n`);
      } catch (error) {
        clearInterval(timer);
        if (live) out.write("\n");
        throw error;
      }
    },
  };
}

import { join } from "node:path";
import { releaseLock, takeLock, writeLock } from "./file-lock.ts";
import { type ProcessMark, endProcess } from "./process-info.ts";

/** The right to run on a data folder; one process at a time has it. */
export interface Instance {
  /** Writes down where we answer and which processes are ours, for the next start to find. */
  record(facts: { url?: string; children?: Record<string, ProcessMark> }): void;
  release(): void;
}

interface Facts {
  url: string | undefined;
  children: Record<string, ProcessMark>;
}

function asFacts(record: Record<string, unknown> | undefined): Facts {
  return {
    url: typeof record?.url === "string" ? record.url : undefined,
    children: (record?.children ?? {}) as Record<string, ProcessMark>,
  };
}

/**
 * Claims the data folder. When another launcher has it, returns that one's pid and address.
 * What a launcher that was killed has left running is ended.
 */
export async function claimFolder(
  dataDir: string,
): Promise<{ instance: Instance } | { pid: number; url: string | undefined }> {
  const path = join(dataDir, "launcher.json");
  const result = await takeLock(path);
  if (!result.acquired) {
    return { pid: result.record.holder.pid, url: asFacts(result.record).url };
  }
  const left = Object.values(asFacts(result.stale).children);
  await Promise.all(left.map((mark) => endOrphan(mark)));
  const facts: Facts = { url: undefined, children: {} };
  return {
    instance: {
      record(news) {
        if (news.url) facts.url = news.url;
        Object.assign(facts.children, news.children);
        try {
          writeLock(path, { ...facts });
        } catch {
          // A full disk: the older record still holds the folder, only a new child is not in it.
        }
      },
      release: () => releaseLock(path),
    },
  };
}

async function endOrphan(mark: ProcessMark): Promise<void> {
  try {
    await endProcess(mark, { grace: 5_000, group: true });
  } catch (error) {
    // Started by another user: not ours to end, and its port is simply taken.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
  }
}

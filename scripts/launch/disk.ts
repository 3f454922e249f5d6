import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { LaunchFailure } from "./failure.ts";

const NEEDED = 1_000_000_000;

/**
 * Checks that the disk which holds (or will hold) the folder has room.
 * @throws LaunchFailure below `needed` bytes
 */
export async function requireDiskSpace(folder: string, needed = NEEDED): Promise<void> {
  let path = resolve(folder);
  while (!existsSync(path) && path !== dirname(path)) path = dirname(path);
  const { bavail, bsize } = await statfs(path);
  if (bavail * bsize >= needed) return;
  throw new LaunchFailure(
    `The disk of ${path} has only ${Math.floor((bavail * bsize) / 1e6)} MB free, ${Math.ceil(needed / 1e6)} MB are needed.`,
    "Free some space and start again.",
  );
}

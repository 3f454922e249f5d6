import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { LaunchFailure } from "./failure.ts";

/** As `recursive: true`, which never returns below /proc and the like. */
function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path), 0o755);
  mkdirSync(path, mode);
}

const REASONS: Record<string, string> = {
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the disk is read-only",
  ENOTDIR: "it is not a folder",
};

/**
 * Makes the data folder and the one for logs. Only their user may look inside; as root others may
 * pass through, because the database server runs as another user.
 * @throws LaunchFailure when it cannot be used
 */
export function prepareDataFolder(dataDir: string): { logs: string } {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  const logs = join(dataDir, "logs");
  try {
    makeFolder(dataDir, mode);
    makeFolder(logs, 0o700);
    for (const path of [dataDir, logs]) accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC") throw error;
    throw new LaunchFailure(
      `The data folder ${path ?? dataDir} cannot be used: ${REASONS[code ?? ""] ?? code}.`,
      "Start as the user who owns it, or choose another folder with PREFLIGHT_DATA_DIR.",
      { cause: error },
    );
  }
  return { logs };
}

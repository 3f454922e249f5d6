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
  EEXIST: "it is a link that leads nowhere",
  ELOOP: "its links lead in a circle",
  ENOENT: "no folder can be made there",
  ENAMETOOLONG: "its name is too long",
};

const OWNER_CAN = ["EACCES", "EPERM"];
const SHOWN_OF_PATH = 200;

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
    const where = path ?? dataDir;
    const shown = where.length > SHOWN_OF_PATH ? `${where.slice(0, SHOWN_OF_PATH)}…` : where;
    throw new LaunchFailure(
      `The data folder ${shown} cannot be used: ${REASONS[code ?? ""] ?? code}.`,
      OWNER_CAN.includes(code ?? "")
        ? "Start as the user who owns it, or choose another folder with PREFLIGHT_DATA_DIR."
        : "Choose another folder with PREFLIGHT_DATA_DIR.",
      { cause: error },
    );
  }
  return { logs };
}

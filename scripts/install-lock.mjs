// One installation at a time in this checkout. In plain JavaScript: it runs on whatever Node there is.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const INSTALLING = path.join(ROOT, ".preflight", "install.lock");
/** Which process the lock names, while it is ours to give back. */
let lockHolder;

/** Takes the lock; waits, and says so, while another start in this folder installs. */
export async function takeInstallLock() {
  // Root's database server runs as another user, who must be able to pass through.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  fs.mkdirSync(path.dirname(INSTALLING), { recursive: true, mode });
  for (let said = false; ; said = true) {
    try {
      fs.writeFileSync(INSTALLING, String(process.pid), { flag: "wx" });
      lockHolder = process.pid;
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = readInstallLock();
    if (holder && !mayInstall(holder)) fs.rmSync(INSTALLING, { force: true });
    else if (!said) console.log(`Process ${holder} is installing packages here, waiting for it…`);
    await sleep(500);
  }
}

/** Whether a process with this id exists. */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Gives the lock back, if it is ours. */
export function releaseInstallLock() {
  if (lockHolder !== undefined && lockHolder === readInstallLock()) fs.rmSync(INSTALLING);
  lockHolder = undefined;
}

/** The process that installs here, undefined when nobody says so. */
function readInstallLock() {
  try {
    return Number(fs.readFileSync(INSTALLING, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * npm goes on when we are killed, and two of them in one folder leave half of the packages: so
 * while it works, the lock is npm's own.
 */
export function passInstallLock(pid) {
  fs.writeFileSync(INSTALLING, String(pid));
  lockHolder = pid;
}

/** After a reboot the number of a process that installed may belong to any other program. */
function mayInstall(pid) {
  if (pid === process.pid || !isAlive(pid)) return false;
  try {
    const options = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    return /\bnpm\b|scripts\//.test(
      execFileSync("ps", ["-o", "args=", "-p", String(pid)], options),
    );
  } catch {
    return isAlive(pid);
  }
}

import { execFileSync } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { LaunchFailure } from "#scripts/launch/failure.ts";

/** Who runs the database server when we are root (which PostgreSQL refuses). */
export interface ServerAccount {
  uid: number;
  gid: number;
  /** Our folders lie below one that this user may not enter, such as /root. */
  needsPassage: boolean;
}

/** A program with arguments and spawn options that runs it under the account. */
export interface Invocation {
  file: string;
  args: string[];
  ids: { uid?: number; gid?: number };
}

interface User {
  name: string;
  uid: number;
  gid: number;
}

function passwdEntries(): User[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 7)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** Whether the user may enter every folder down to `folder`. */
function mayEnter(folder: string, uid: number, gid: number): boolean {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const stat = statSync(path);
    const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
    if ((stat.mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

function setprivPath(): string | undefined {
  return ["/usr/bin/setpriv", "/bin/setpriv"].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function createUser(): User | undefined {
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "preflight"], {
      stdio: "ignore",
    });
  } catch {
    return undefined;
  }
  return passwdEntries().find((entry) => entry.name === "preflight");
}

/**
 * The unprivileged account for the database server, or undefined when we are not root: the owner
 * of the data folder or of its parent, then `postgres`, `preflight` (made if need be), `nobody`.
 */
export function serverAccount(dataDir: string, programDir: string): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = passwdEntries();
  const owners = [dataDir, dirname(dataDir)]
    .map((path) => statSync(path, { throwIfNoEntry: false })?.uid)
    .filter((uid) => uid !== undefined && uid !== 0);
  const chosen =
    known.find((entry) => owners.includes(entry.uid)) ??
    known.find((entry) => entry.name === "postgres") ??
    known.find((entry) => entry.name === "preflight") ??
    createUser() ??
    known.find((entry) => entry.name === "nobody");
  if (!chosen) {
    throw new LaunchFailure(
      "PostgreSQL does not run as root, and no other user could be made for it.",
      "Start Preflight as an ordinary user, or set DATABASE_URL to a database of yours.",
    );
  }
  const { uid, gid } = chosen;
  const needsPassage = ![dirname(dataDir), programDir].every((path) => mayEnter(path, uid, gid));
  if (needsPassage && !setprivPath()) {
    throw new LaunchFailure(
      `The database server runs as user ${chosen.name}, who may not enter ${dirname(dataDir)} or ${programDir}.`,
      "Move the checkout out of the private folder, or start Preflight as an ordinary user.",
    );
  }
  return { uid, gid, needsPassage };
}

/** How to run a program of the database under the account. */
export function invocation(
  account: ServerAccount | undefined,
  program: string,
  args: string[],
): Invocation {
  if (!account) return { file: program, args, ids: {} };
  if (!account.needsPassage) {
    return { file: program, args, ids: { uid: account.uid, gid: account.gid } };
  }
  // One capability, to pass through folders such as /root, instead of opening them to everybody.
  // no_setuid_fixup because access(2) ignores capabilities of ordinary users otherwise.
  const passage = "+dac_read_search";
  return {
    file: setprivPath() ?? "setpriv",
    args: [
      ...["--reuid", String(account.uid), "--regid", String(account.gid), "--clear-groups"],
      ...["--inh-caps", passage, "--ambient-caps", passage, "--securebits", "+no_setuid_fixup"],
      ...["--", program, ...args],
    ],
    ids: {},
  };
}

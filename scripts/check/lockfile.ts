import { spawnSync } from "node:child_process";
import fs from "node:fs";

/** A lockfile that only works where it was written: registry addresses, or missing platforms. */
export function findLockfileFaults(): string[] {
  const faults: string[] = [];
  if (/"resolved": "https?:/.test(fs.readFileSync("package-lock.json", "utf8"))) {
    faults.push(
      "package-lock.json: holds a registry's address; see omit-lockfile-registry-resolved",
    );
  }
  const fixed = spawnSync(process.execPath, ["scripts/lockfix.mjs", "--check"], {
    encoding: "utf8",
  });
  if (fixed.status !== 0) faults.push(`package-lock.json: ${fixed.stderr.trim()}`);
  return faults;
}

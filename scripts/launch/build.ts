import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { requireDiskSpace } from "./disk.ts";
import { LaunchFailure } from "./failure.ts";
import { withLock } from "./file-lock.ts";
import type { ProcessMark } from "./process-info.ts";
import { runStep } from "./run-step.ts";
import { ROOT } from "./settings.ts";
import { hashFiles, readStamp, writeStamp } from "./stamp.ts";

const GENERATED = join("lib", "platform", "db", "generated");
const GENERATED_STAMP = join(ROOT, "node_modules", ".cache", "preflight", "generated");
const BUILDS = join(ROOT, ".preflight", "builds");
const KEPT_BUILDS = 2;

const SOURCES = [
  ...["app", "components", "lib", "messages", "prisma", "public"],
  ...["instrumentation.ts", "instrumentation-client.ts", "proxy.ts", "next.config.js"],
  ...["package.json", "package-lock.json", "postcss.config.mjs"],
  ...["tsconfig.json", "tsconfig.build.json"],
];

/** Generates the Prisma client unless it fits the schema. Returns what it did. */
export async function ensureClient(logs: string, signal: AbortSignal): Promise<string> {
  const inputs = [join("prisma", "schema"), "prisma.config.ts", "package-lock.json"];
  const stamp = hashFiles(ROOT, inputs);
  if (readStamp(GENERATED_STAMP) === stamp && existsSync(join(ROOT, GENERATED, "client.ts"))) {
    return "unchanged";
  }
  await runStep({
    args: [join("scripts", "prisma-generate.mjs")],
    log: join(logs, "generate.log"),
    failed: "The database client could not be generated",
    signal,
  });
  writeStamp(GENERATED_STAMP, stamp);
  return "generated";
}

/** Hash over everything that goes into the build, independent of git and of file times. */
function sourcesHash(): string {
  const publicEnv = Object.entries(process.env)
    .filter(([name]) => name.startsWith("NEXT_PUBLIC_"))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const isTest = /\.test\.tsx?$/;
  return hashFiles(ROOT, SOURCES, {
    skip: (path) => path === GENERATED || path === join("lib", "testing") || isTest.test(path),
    extra: [process.version, process.platform, process.arch, ...publicEnv],
  });
}

/** Removes older builds, but the newest ones: another server (the demo) may still run from one. */
function pruneBuilds(): void {
  const builds = readdirSync(BUILDS)
    .map((name) => join(BUILDS, name))
    .filter((path) => statSync(path).isDirectory())
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const path of builds.slice(KEPT_BUILDS)) rmSync(path, { recursive: true, force: true });
}

/** Copies the parts that make a server, so that the next `next build` cannot pull them from under it. */
async function keepBuild(target: string): Promise<void> {
  const standalone = join(ROOT, ".next", "standalone");
  if (!existsSync(join(standalone, "server.js"))) {
    throw new LaunchFailure(
      "The build made no .next/standalone/server.js.",
      'Check that next.config.js says output: "standalone".',
    );
  }
  const fresh = `${target}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const options = { recursive: true, verbatimSymlinks: true };
  await cp(standalone, fresh, options);
  await cp(join(ROOT, ".next", "static"), join(fresh, ".next", "static"), options);
  const files = join(ROOT, "public");
  if (existsSync(files)) await cp(files, join(fresh, "public"), options);
  renameSync(fresh, target);
}

/**
 * Builds unless the same sources were built before. A build that was cut off counts for nothing,
 * and of two starts at once the second waits for the first.
 * @returns the folder that holds the standalone `server.js`, and what was done
 */
export async function ensureBuild(
  logs: string,
  signal: AbortSignal,
  update: (detail: string) => void,
  onStart?: (mark: ProcessMark) => void,
): Promise<{ folder: string; done: string }> {
  mkdirSync(BUILDS, { recursive: true });
  const waiting = (holder: number) => update(`waiting for the build of process ${holder}`);
  return withLock(`${BUILDS}.lock`, waiting, async () => {
    signal.throwIfAborted();
    const folder = join(BUILDS, sourcesHash().slice(0, 16));
    if (existsSync(folder)) {
      utimesSync(folder, new Date(), new Date());
      return { folder, done: "sources unchanged" };
    }
    await requireDiskSpace(ROOT);
    await runStep({
      args: [join("node_modules", "next", "dist", "bin", "next"), "build"],
      log: join(logs, "build.log"),
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: undefined },
      failed: "The build failed",
      signal,
      onStart,
      onOutput: (text) => {
        const line = text.trim().split("\n").at(-1)?.trim();
        if (line && line.length < 60) update(line);
      },
    });
    await keepBuild(folder);
    pruneBuilds();
    return { folder, done: "built" };
  });
}

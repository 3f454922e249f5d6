// What every entry script needs before anything else, on whatever Node ≥ 20.19 the system has:
// installed dependencies, and the Node 24 that the lockfile pins.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { passInstallLock, releaseInstallLock, takeInstallLock } from "./install-lock.mjs";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const MODULES = path.join(ROOT, "node_modules");
const INSTALLED = path.join(MODULES, ".package-lock.json");
const OLDEST_TO_BEGIN = [20, 19];
const OLDEST_TO_RUN = [22, 18];
const DISK_NEEDED = 2_000_000_000;

/**
 * Installs what the lockfile names when needed and runs `entry` (a path from the repository's root)
 * on Node 24 with the arguments of this process. Passes signals on and ends as `entry` ends.
 * `label` goes before lines about the installation. With `attached`, `entry` notices when this
 * process is killed, and an interrupt that did not come from a terminal is passed on.
 */
export async function bootstrap(
  entry,
  args = process.argv.slice(2),
  { label = "", install = true, attached = false } = {},
) {
  if (!isAtLeast(OLDEST_TO_BEGIN)) failForNode(OLDEST_TO_BEGIN);
  if (install) await installIfNeeded(label);
  const node = pinnedNode();
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", entry, ...args], {
    cwd: ROOT,
    stdio: ["inherit", "inherit", "inherit", ...(attached ? ["ipc"] : [])],
    env: {
      ...process.env,
      PATH: `${path.join(MODULES, ".bin")}${path.delimiter}${process.env.PATH}`,
    },
  });
  // A Ctrl-C reaches the child directly from the terminal; here it only must not end us before it.
  process.on("SIGINT", () => attached && child.kill("SIGINT"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  if (attached) followShell(() => child.kill("SIGTERM"));
  child.on("error", (error) => fail(`Cannot run ${node}: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/**
 * npm passes signals to the shell that it runs us in; a shell that waits for us dies of them alone.
 * The scripts in package.json use `exec` against that, but not everybody's do.
 */
function followShell(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}

function isAtLeast([major, minor]) {
  const [ourMajor = 0, ourMinor = 0] = process.versions.node.split(".").map(Number);
  return ourMajor > major || (ourMajor === major && ourMinor >= minor);
}

function failForNode(version) {
  fail(
    `Preflight needs Node ${version.join(".")} or newer here, this is ${process.versions.node}. ` +
      "Install it from https://nodejs.org and start again.",
  );
}

/** The Node of the lockfile where there is one for this platform, else this one if it is new enough. */
function pinnedNode() {
  const pinned = path.join(MODULES, ".bin", "node");
  if (fs.existsSync(pinned) && spawnSync(pinned, ["-v"]).status === 0) return pinned;
  if (!isAtLeast(OLDEST_TO_RUN)) failForNode(OLDEST_TO_RUN);
  return process.execPath;
}

async function installIfNeeded(label) {
  if (isInstalled()) {
    if (label) console.log(`${label}Packages: as the lockfile says`);
    return;
  }
  const free = await fs.promises.statfs(ROOT);
  if (free.bavail * free.bsize < DISK_NEEDED) {
    fail(
      `The disk of ${ROOT} has less than ${DISK_NEEDED / 1e9} GB free. Free some and start again.`,
    );
  }
  try {
    await takeInstallLock();
  } catch (error) {
    fail(`Cannot write ${error.path}: ${error.message}`);
  }
  try {
    if (!isInstalled()) await install(label);
  } finally {
    releaseInstallLock();
  }
}

/**
 * npm writes its own record of what is installed; it is older than the lockfile when that changed,
 * and it may name folders that are gone.
 */
function isInstalled() {
  if (!fs.existsSync(INSTALLED)) return false;
  const installed = lockedVersions(INSTALLED);
  const isThere = (name) => fs.existsSync(path.join(ROOT, name, "package.json"));
  if (![...installed.keys()].every(isThere)) return false;
  const wanted = lockedVersions(path.join(ROOT, "package-lock.json"));
  return ![...wanted].some(([name, meta]) => needsInstall(meta, installed.get(name)));
}

/** `npm ci`, without install scripts: what we need of them is done where it is used. */
async function install(label) {
  const start = Date.now();
  const line = () => `${label}Installing packages… ${Math.round((Date.now() - start) / 1000)} s`;
  const live = process.stdout.isTTY && !process.env.CI;
  console.log(live ? "" : line());
  const timer = setInterval(() => live && process.stdout.write(`\x1b[1A\x1b[2K${line()}\n`), 500);
  const [command, ...first] = npmCommand();
  const args = ["ci", "--include=dev", "--include=optional", "--ignore-scripts", "--no-progress"];
  const npm = spawn(command, [...first, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  if (npm.pid) passInstallLock(npm.pid);
  let stopped = false;
  const stop = (signal) => {
    stopped = true;
    npm.kill(signal);
    // npm may finish its work first; what it leaves is not taken for complete at the next start.
    setTimeout(() => npm.kill("SIGKILL"), 3_000).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  let said = "";
  for (const stream of [npm.stdout, npm.stderr]) stream.on("data", (bytes) => (said += bytes));
  const status = await new Promise((resolve) => {
    npm.on("error", (error) => resolve(error.message));
    npm.on("close", (code, signal) => resolve(code ?? signal));
  });
  clearInterval(timer);
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(name, stop);
  if (stopped) {
    releaseInstallLock();
    console.log("Stopped.");
    process.exit(0);
  }
  if (status !== 0) fail(explainNpm(said, status));
  console.log(`${label}Packages: installed (${Math.round((Date.now() - start) / 1000)} s)`);
}

/**
 * npm on the Node it came with: the one from node_modules, first in the path of npm's own scripts,
 * is about to be deleted by `npm ci`.
 */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm && node && fs.existsSync(npm) && !node.startsWith(MODULES)) return [node, npm];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}

function explainNpm(said, status) {
  const errors = said.split("\n").filter((line) => /npm (error|ERR!)/.test(line));
  console.error(errors.slice(0, 12).join("\n") || said.slice(-2000));
  if (/ENOSPC/.test(said)) return "The disk is full. Free at least 2 GB and start again.";
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network/.test(said)) {
    return "The package registry cannot be reached. Check network and proxy (npm config get registry, proxy) and start again.";
  }
  if (/EACCES|EPERM/.test(said)) {
    return `No permission to write ${MODULES}. Start as the user who owns the checkout.`;
  }
  if (status === "spawn npm ENOENT")
    return "npm is not installed. Install it with Node from https://nodejs.org.";
  return `npm ci failed (${status}), see above. Correct the cause and start again.`;
}

function lockedVersions(file) {
  const { packages } = JSON.parse(fs.readFileSync(file, "utf8"));
  return new Map(Object.entries(packages).filter(([name]) => name !== ""));
}

/** Optional packages are missing where they are for another platform; those prove nothing. */
function needsInstall(wanted, installed) {
  if (!installed) return !wanted.optional && !wanted.devOptional && !wanted.peer;
  return installed.version !== wanted.version;
}

function fail(message) {
  releaseInstallLock();
  console.error(message);
  process.exit(1);
}

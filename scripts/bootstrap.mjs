// What every entry script needs before anything else, on whatever Node ≥ 20.19 the system has:
// installed dependencies, and the Node 24 that the lockfile pins.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const MODULES = path.join(ROOT, "node_modules");
const INSTALLED = path.join(MODULES, ".package-lock.json");
const MINIMUM = [22, 18];

/**
 * Installs what the lockfile names when needed and runs `entry` (a path from the repository's root)
 * on Node 24 with the arguments of this process. Passes signals on and ends as `entry` ends.
 */
export function bootstrap(entry, args = process.argv.slice(2)) {
  installIfNeeded();
  const node = pinnedNode();
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", entry, ...args], {
    cwd: ROOT,
    stdio: "inherit",
    env: {
      ...process.env,
      PATH: `${path.join(MODULES, ".bin")}${path.delimiter}${process.env.PATH}`,
    },
  });
  // A Ctrl-C reaches the child directly from the terminal; here it only must not end us before it.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`Cannot run ${node}: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** The Node of the lockfile where there is one for this platform, else this one if it is new enough. */
function pinnedNode() {
  const pinned = path.join(MODULES, ".bin", "node");
  if (fs.existsSync(pinned) && spawnSync(pinned, ["-v"]).status === 0) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return process.execPath;
  return fail(
    `Preflight needs Node ${MINIMUM.join(".")} or newer here, this is ${process.versions.node}. ` +
      "Install it from https://nodejs.org and start again.",
  );
}

/** npm writes its own record of what is installed; it is older than the lockfile when that changed. */
function installIfNeeded() {
  const wanted = lockedVersions(path.join(ROOT, "package-lock.json"));
  if (fs.existsSync(INSTALLED)) {
    const installed = lockedVersions(INSTALLED);
    const missing = [...wanted].filter(([name, meta]) => needsInstall(meta, installed.get(name)));
    if (missing.length === 0) return;
  }
  console.log("Installing dependencies from the lockfile…");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--include=dev", "--include=optional", "--no-progress"], {
    cwd: ROOT,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (result.error) fail(`Cannot run npm: ${result.error.message}`);
  if (result.status !== 0) fail("npm ci failed, see above. Check the network and start again.");
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
  console.error(message);
  process.exit(1);
}

// Completes package-lock.json with optional packages for other platforms. Where a registry lacks
// some of them, npm drops them from the lockfile without a word and `npm ci` then refuses it.
// Run after every change of dependencies; `--check` only says whether anything is missing.
import fs from "node:fs";

const LOCKFILE = "package-lock.json";
const SYSTEMS = /(android|darwin|freebsd|openbsd|netbsd|sunos|aix|openharmony|win32|windows|linux)/;
const PROCESSORS = /wasm32|(arm64|x64|ia32|x86|ppc64|s390x|riscv64|loong64|mips64el|arm)$/;
const LIBC_ENDINGS = /-(gnu|musl|msvc|gnueabihf|musleabihf|eabi)$/;

const before = fs.readFileSync(LOCKFILE, "utf8");
const lock = JSON.parse(before);
const unknown = [];
for (const [owner, meta] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(meta.optionalDependencies ?? {})) {
    complete(owner, meta, name, range);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)),
);
const after = `${JSON.stringify(lock, null, 2)}\n`;

if (unknown.length > 0) console.warn(`Not for one platform, left alone: ${unknown.join(", ")}`);
if (after === before) {
  console.log("The lockfile is complete.");
} else if (process.argv.includes("--check")) {
  console.error("The lockfile lacks packages of other platforms. Run node scripts/lockfix.mjs");
  process.exit(1);
} else {
  fs.writeFileSync(LOCKFILE, after);
  console.log("Completed the lockfile.");
}

function complete(owner, meta, name, range) {
  const found = resolve(owner, name);
  const isExact = /^\d/.test(range);
  if (found && (!isExact || lock.packages[found].version === range)) return;
  const entry = describe(name, range);
  if (!entry) {
    unknown.push(`${name}@${range}`);
    return;
  }
  if (owner && meta.dev) entry.dev = true;
  entry.optional = true;
  // Another version lies at the top already: this one belongs below its owner.
  lock.packages[`${found ? `${owner}/` : ""}node_modules/${name}`] = entry;
}

/** Where Node would find `name` from within `owner`, or null. */
function resolve(owner, name) {
  for (let folder = owner; ; folder = folder.slice(0, folder.lastIndexOf("/node_modules/"))) {
    const candidate = `${folder ? `${folder}/` : ""}node_modules/${name}`;
    if (lock.packages[candidate]) return candidate;
    if (!folder) return null;
    if (!folder.includes("/node_modules/")) folder = "/node_modules/";
  }
}

/** A lockfile entry from the name of a platform's package, such as `sharp-linuxmusl-x64`. */
function describe(name, range) {
  const tail = name.split("/").pop();
  const system = SYSTEMS.exec(tail)?.[1];
  if (!system && !tail.includes("wasm") && tail !== "fsevents") return null;
  const processor = PROCESSORS.exec(tail.replace(LIBC_ENDINGS, ""))?.[0];
  const entry = { version: range.replace(/^[~^]/, "") };
  if (system) entry.os = [system === "windows" ? "win32" : system];
  if (processor) entry.cpu = [processor];
  if (tail.includes("musl")) entry.libc = ["musl"];
  if (tail.includes("gnu")) entry.libc = ["glibc"];
  return entry;
}

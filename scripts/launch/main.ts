import { existsSync } from "node:fs";
import { join } from "node:path";
import { prepareDataFolder } from "./data-folder.ts";
import { LaunchFailure, Stopped, sentence } from "./failure.ts";
import { ROOT, readSecretFiles, readSettings } from "./settings.ts";
import { claimFolder } from "./single-instance.ts";

const stop = new AbortController();
const undo: (() => Promise<void>)[] = [];

function requestStop(): void {
  // A Ctrl-C arrives from the terminal and once more from the process that started us.
  if (stop.signal.aborted) return;
  process.stdout.write("\nStopping…\n");
  stop.abort(new Stopped("Stopped"));
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, requestStop);
// The process that started us was killed; going on would leave a server that nobody sees.
process.on("disconnect", requestStop);
process.channel?.unref();
// The terminal may be gone (SIGHUP): nothing to say there, but still things to stop.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

function loadEnvironment(): void {
  const file = join(ROOT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  // "Set, but empty" is how compose files and CI leave variables out.
  for (const [name, value] of Object.entries(process.env)) {
    if (value === "") delete process.env[name];
  }
  readSecretFiles(process.env);
}

async function run(): Promise<void> {
  loadEnvironment();
  const settings = readSettings(process.argv.slice(2), process.env);
  const { logs } = prepareDataFolder(settings.dataDir);
  const claim = await claimFolder(settings.dataDir);
  if (!("instance" in claim)) {
    const where = claim.url ? `at ${claim.url}` : "here, and is still starting";
    console.log(`Preflight already runs ${where} (process ${claim.pid}).`);
    console.log(`Press Ctrl-C in its terminal, or kill ${claim.pid}, to stop it.`);
    return;
  }
  undo.push(async () => claim.instance.release());
  // Loaded late: an instance that already runs must be reported whatever is installed.
  const { launch } = await import("./launch.ts");
  await launch({
    settings,
    logs,
    instance: claim.instance,
    signal: stop.signal,
    cleanUp: (one) => void undo.push(one),
  });
  await new Promise<void>((resolve) => {
    const keepAlive = setInterval(() => undefined, 2 ** 30);
    stop.signal.addEventListener("abort", () => {
      clearInterval(keepAlive);
      resolve();
    });
    if (stop.signal.aborted) resolve();
  });
}

async function cleanUp(): Promise<void> {
  for (const one of undo.reverse()) {
    await one().catch((error: unknown) => console.error(sentence(error)));
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof Stopped)) {
    process.exitCode = 1;
    console.error(`\nPreflight did not start. ${sentence(error)}`);
    const expected = error instanceof LaunchFailure || !(error instanceof Error);
    if (!expected && process.env.LOG_LEVEL === "debug") console.error(error.stack);
  }
} finally {
  stop.abort(new Stopped("Stopped"));
  await cleanUp();
  if (undo.length > 0 && process.exitCode !== 1) console.log("Stopped.");
  process.exit();
}

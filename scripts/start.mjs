// npm start, npm run dev, npm run demo: installs what is missing, then runs the launcher on Node 24.
import fs from "node:fs";
import path from "node:path";
import { ROOT, bootstrap } from "./bootstrap.mjs";
import { isAlive } from "./install-lock.mjs";

const STEPS = { "--dev": 6, "--demo": 8 };

/** Installing would pull the packages from under a server that runs; the launcher reports it. */
function alreadyRuns() {
  const data = path.resolve(ROOT, process.env.PREFLIGHT_DATA_DIR || ".preflight");
  return [data, path.join(data, "demo")].some((folder) => {
    try {
      const lock = JSON.parse(fs.readFileSync(path.join(folder, "launcher.json"), "utf8"));
      return isAlive(lock.holder.pid);
    } catch {
      return false;
    }
  });
}

await bootstrap("scripts/launch/main.ts", process.argv.slice(2), {
  label: `[1/${STEPS[process.argv[2]] ?? 7}] `,
  install: !alreadyRuns(),
  attached: true,
});

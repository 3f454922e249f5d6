// Builds the application and puts together what the image holds: node scripts/image/main.ts FOLDER
import fs from "node:fs";
import path from "node:path";
import { ensureBuild, ensureClient } from "#scripts/launch/build.ts";
import { assemble } from "./assemble.ts";

const [target] = process.argv.slice(2);
if (!target) {
  console.error("Name the folder to fill: node scripts/image/main.ts FOLDER");
  process.exit(1);
}
const logs = path.resolve(".preflight/logs");
fs.mkdirSync(logs, { recursive: true });
const { signal } = new AbortController();
try {
  await ensureClient(logs, signal);
  const { folder } = await ensureBuild(logs, signal, () => undefined);
  await assemble(folder, path.resolve(target));
} catch (error) {
  // Of a build that failed, the launcher has printed the end already.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

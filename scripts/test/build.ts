// The production build, made and kept by the launcher's own code, so that the end-to-end tests that
// follow start from it without building again.
import fs from "node:fs";
import path from "node:path";
import { ensureBuild } from "#scripts/launch/build.ts";

const logs = path.resolve("test-results/build");
fs.mkdirSync(logs, { recursive: true });
try {
  const { folder, done } = await ensureBuild(logs, new AbortController().signal, () => undefined);
  console.log(`${path.relative(process.cwd(), folder)}: ${done}`);
} catch (error) {
  // The launcher has printed the end of the build's output already.
  console.error((error as Error).message);
  process.exit(1);
}

// What the container image holds: the standalone web server, and the worker and the migrations from
// the same sources with the packages that they load, and nothing else.
import fs from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import path from "node:path";

type Trace = (
  files: string[],
  options: {
    base: string;
    ts: boolean;
    conditions: string[];
    readFile: (file: string) => Promise<string | Buffer | null>;
  },
) => Promise<{ fileList: Set<string> }>;

const ROOT = path.resolve(import.meta.dirname, "../..");
const ENTRIES = ["scripts/worker.ts", "scripts/migrate.ts", "scripts/admin.ts"];
// Read from disk at run time, so that the tracer cannot see them.
const DATA = [
  "prisma/schema",
  "prisma/migrations",
  "prisma/catalog",
  "node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm",
];
// Next brings its image optimiser along, which next.config.js switches off.
const NEEDLESS = ["node_modules/sharp", "node_modules/@img"];

/** Puts together in `target` what the image holds, around the standalone server in `build`. */
export async function assemble(build: string, target: string): Promise<void> {
  const isNeeded = (file: string) => !NEEDLESS.includes(path.relative(build, file));
  fs.cpSync(build, target, { recursive: true, verbatimSymlinks: true, filter: isNeeded });
  for (const file of [...(await trace()), ...DATA]) {
    const copy = path.join(target, file);
    fs.cpSync(path.join(ROOT, file), copy, { recursive: true, dereference: true });
  }
}

/** The files that the entries load, relative to the root, found by the tracer that Next itself uses. */
async function trace(): Promise<string[]> {
  const require = createRequire(import.meta.url);
  const { nodeFileTrace } = require("next/dist/compiled/@vercel/nft") as { nodeFileTrace: Trace };
  const { fileList } = await nodeFileTrace(
    ENTRIES.map((entry) => path.join(ROOT, entry)),
    { base: ROOT, ts: true, conditions: ["node", "import"], readFile },
  );
  return [...fileList].filter((file) => fs.statSync(path.join(ROOT, file)).isFile());
}

/** The tracer reads JavaScript only: types are taken off as Node does. */
async function readFile(file: string): Promise<string | Buffer | null> {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return null;
  const content = fs.readFileSync(file);
  const isOurs = file.endsWith(".ts") && !file.includes("node_modules");
  return isOurs ? stripTypeScriptTypes(content.toString()) : content;
}

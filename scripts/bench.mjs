// `npm run bench`: prints a table of speed and memory; see docs/performance.md.
import { bootstrap } from "./bootstrap.mjs";

await bootstrap("scripts/bench/main.ts");

// npm run admin -- COMMAND: for the operator of an installation, on its command line.
import { bootstrap } from "./bootstrap.mjs";

await bootstrap("scripts/admin-local.ts", process.argv.slice(2), { install: false });

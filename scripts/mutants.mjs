// `npm run test:mutants`: shows that the tests notice when a guard is missing.
import { bootstrap } from "./bootstrap.mjs";

await bootstrap("scripts/mutants/main.ts");

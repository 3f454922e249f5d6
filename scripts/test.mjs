// npm test: every check and every test, with a summary at the end. See scripts/test/main.ts.
import { bootstrap } from "./bootstrap.mjs";

bootstrap("scripts/test/main.ts");

// npm run test:mutants: takes one guard at a time out of the code and sees whether the tests notice.
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import type { Mutant } from "./mutant.ts";
import { mutants } from "./mutants.ts";

const VITEST = "node_modules/vitest/vitest.mjs";

/** Runs test files, with a guard missing where `mutant` says; returns whether all tests passed. */
async function passes(files: readonly string[], mutant?: Mutant): Promise<boolean> {
  const child = spawn(process.execPath, [VITEST, "run", "--bail=1", "--reporter=dot", ...files], {
    stdio: "ignore",
    env: { ...process.env, ...(mutant ? { PREFLIGHT_MUTANT: mutant.name } : {}) },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code === 0;
}

function assertCurrent({ name, file, guard }: Mutant): void {
  const found = fs.readFileSync(file, "utf8").split(guard).length - 1;
  if (found !== 1) throw new Error(`${name}: its guard is in ${file} ${found} times, not once.`);
}

mutants.forEach(assertCurrent);
console.log(`The tests of ${mutants.length} guards, with all of them in place …`);
if (!(await passes([...new Set(mutants.flatMap(({ tests }) => tests))]))) {
  console.error("They fail as it is. Mend that first: npm test");
  process.exit(1);
}
let missed = 0;
for (const mutant of mutants) {
  const noticed = !(await passes(mutant.tests, mutant));
  if (!noticed) missed += 1;
  console.log(`${noticed ? "noticed" : "MISSED "}  ${mutant.name}`);
}
console.log(`\n${mutants.length - missed} of ${mutants.length} missing guards were noticed.`);
process.exit(missed === 0 ? 0 : 1);

// Fails when docs/asvs.md lacks a requirement of OWASP ASVS 5.0 level 1 or 2, has one twice, or names
// a test or document that is not there. Prints how many are met.
import fs from "node:fs";
import { checkAsvs, type Requirement } from "./check/asvs.ts";

const requirements = JSON.parse(
  fs.readFileSync("scripts/asvs/requirements.json", "utf8"),
) as Requirement[];
const { faults, met, notMet, notApplicable } = checkAsvs(
  fs.readFileSync("docs/asvs.md", "utf8"),
  requirements,
);
for (const fault of faults) console.error(`docs/asvs.md: ${fault}`);
if (faults.length > 0) process.exit(1);
console.log(
  `ASVS 5.0, levels 1 and 2: ${requirements.length} requirements, ${met + notMet.length} applicable, ${met} met, ${notMet.length} not met, ${notApplicable} not applicable.`,
);
if (notMet.length > 0) console.log(`Not met: ${notMet.join(", ")}.`);

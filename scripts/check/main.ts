// The small checks that no other tool makes. Prints what is wrong, one line each.
import { findLongFiles } from "./file-length.ts";
import { listFiles } from "./files.ts";
import { findForbidden } from "./forbidden.ts";
import { findLockfileFaults } from "./lockfile.ts";
import { findMessageFaults } from "./messages.ts";

const files = listFiles();
const faults = [
  ...findLongFiles(files),
  ...findForbidden(files),
  ...findMessageFaults(),
  ...findLockfileFaults(),
];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`${files.length} files pass the small checks.`);

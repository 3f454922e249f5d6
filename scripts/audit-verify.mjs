// Verifies an exported audit log on any machine with Node 20.19 or later: this file and the two that
// it imports are all that is needed. Exit status: 0 it holds, 1 it does not, 2 it could not be read.
import { parseArgs } from "node:util";
import { verifyExportFile } from "../lib/audit/verify-export.mjs";

const USAGE = `Usage: npm run audit:verify -- FILE [--key PUBLIC_KEY] [--json]

Verifies an audit log exported as JSON Lines and names the first line that is not as it was written.
--key   the key that must have signed it, as GET /api/v1/audit/key shows it; without it the file's own
--json  print the result as JSON`;

process.exitCode = await main();

async function main() {
  const options = readArguments();
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  let result;
  try {
    result = await verifyExportFile(options.file, options.key);
  } catch (error) {
    console.error(`${options.file} could not be read: ${error.message}`);
    return 2;
  }
  const print = options.json ? printJson : printText;
  print(result, options);
  return result.valid ? 0 : 1;
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { key: { type: "string" }, json: { type: "boolean" } },
    });
    return positionals.length === 1 ? { ...values, file: positionals[0] } : null;
  } catch {
    return null;
  }
}

function printJson(result) {
  console.log(JSON.stringify(result, null, 2));
}

function printText({ valid, events, chains, publicKey, fault }, { file, key }) {
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  if (!valid) {
    console.log(`TAMPERED  ${file}, line ${fault.line}: ${fault.reason}`);
    if (fault.stream) console.log(`  chain ${fault.stream}, event ${fault.seq}`);
    console.log(`  ${count(events, "event")} before it verified.`);
    return;
  }
  console.log(`OK  ${count(events, "event")} in ${count(chains.length, "chain")}`);
  for (const { stream, size, hash, at } of chains) {
    console.log(`  ${stream}  ${count(size, "event")}  ${hash}  signed ${at}`);
  }
  console.log(`  key ${publicKey}`);
  if (!key) {
    console.log("  Compare this key with the one that your Preflight shows at /api/v1/audit/key,");
    console.log(
      "  or give that one with --key: who rewrites a file can sign it with a key of their own.",
    );
  }
}

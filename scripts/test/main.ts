// Runs all steps, goes on after a failure, and ends with a table and a line `N passed, N failed`.
import fs from "node:fs";
import { type Result, runStep, stopRunning } from "./run-step.ts";
import { type Group, chooseGroups } from "./steps.ts";

async function runGroup({ atOnce, steps }: Group): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...steps];
  const work = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      results.push(await runStep(step, atOnce === 1));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

function printSummary(results: Result[]): void {
  const widest = Math.max(...results.map(({ name }) => name.length));
  console.log(`\n=== summary ===`);
  for (const { name, succeeded, passed, failed, seconds } of results) {
    const cells = [
      succeeded ? "ok  " : "FAIL",
      name.padEnd(widest),
      `${seconds.toFixed(1)} s`.padStart(8),
      `${passed} passed`.padStart(12),
      failed > 0 ? `${failed} failed` : "",
    ];
    console.log(cells.join("  ").trimEnd());
  }
  for (const { name, failures } of results) {
    for (const failure of failures) console.log(`\n${name}: ${failure}`);
  }
  const total = (key: "passed" | "failed" | "seconds") =>
    results.reduce((sum, result) => sum + result[key], 0);
  console.log(`\n${total("passed")} passed, ${total("failed")} failed`);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    stopRunning();
    process.exit(130);
  });
}

fs.mkdirSync("test-results/reports", { recursive: true });
const results: Result[] = [];
for (const group of chooseGroups(process.argv.slice(2))) results.push(...(await runGroup(group)));
if (results.length === 0) {
  console.error(`No such step: ${process.argv.slice(2).join(" ")}`);
  process.exit(1);
}
printSummary(results);
process.exit(results.every(({ succeeded, failed }) => succeeded && failed === 0) ? 0 : 1);

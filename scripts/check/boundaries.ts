// Who may import whom. Says how much was read, since a parser that reads nothing finds no error.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SOURCES = ["app", "components", "lib", "scripts", "e2e"];

export type Boundaries = {
  modules: number;
  dependencies: number;
  /** One line for each import that is not allowed: rule, importer, imported. */
  violations: string[];
};

type Report = {
  summary: {
    totalCruised: number;
    totalDependenciesCruised: number;
    violations: { from: string; to: string; rule: { name: string } }[];
  };
};

/** Reads all imports below `root`, with the rules of this repository. */
export function checkBoundaries(root: string): Boundaries {
  const bin = path.join(ROOT, "node_modules/.bin/depcruise");
  const config = path.join(ROOT, ".dependency-cruiser.cjs");
  const folders = SOURCES.filter((folder) => fs.existsSync(path.join(root, folder)));
  const output = execFileSync(
    process.execPath,
    [bin, "--config", config, "--output-type", "json", ...folders],
    { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(output) as Report;
  return {
    modules: summary.totalCruised,
    dependencies: summary.totalDependenciesCruised,
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

/** How many modules a healthy run reads at least: the files that stand in the folders. */
export function countSources(root: string): number {
  const isSource = (name: string) => /\.tsx?$/.test(name) && !name.includes("generated/");
  return SOURCES.filter((folder) => fs.existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }),
    )
    .filter(isSource).length;
}

if (import.meta.main) {
  const { modules, dependencies, violations } = checkBoundaries(ROOT);
  const sources = countSources(ROOT);
  for (const violation of violations) console.error(violation);
  if (modules < sources || dependencies < sources) {
    console.error(`Read only ${modules} modules of ${sources} files: the rules prove nothing.`);
    process.exit(1);
  }
  if (violations.length > 0) process.exit(1);
  console.log(`${modules} modules keep to the boundaries.`);
}

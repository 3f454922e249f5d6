/** One line of the summary: a command that says by its exit status whether all is well. */
export type Step = {
  name: string;
  /** A program of node_modules/.bin, or node. */
  command: [program: string, ...args: string[]];
  /** Where it writes its results in vitest's or Playwright's JSON; without it, the step is one test. */
  report?: string;
  env?: Record<string, string>;
};

const REPORTS = "test-results/reports";

const vitest = (project: string): Step => ({
  name: project,
  command: [
    "vitest",
    ...["run", "--project", project, "--reporter=default", "--reporter=json"],
    `--outputFile.json=${REPORTS}/${project}.json`,
  ],
  report: `${REPORTS}/${project}.json`,
});

const generate: Step = { name: "generate", command: ["node", "scripts/prisma-generate.mjs"] };
const routeTypes: Step = { name: "route types", command: ["next", "typegen"] };

/** They read the sources only, so two of them may run at once. */
const checks: Step[] = [
  { name: "lint", command: ["eslint", "--max-warnings=0", "."] },
  { name: "types", command: ["tsc", "--noEmit"] },
  { name: "format", command: ["prettier", "--check", "--log-level=warn", "."] },
  { name: "dead code", command: ["knip"] },
  { name: "routes", command: ["node", "scripts/check-routes.ts"] },
  { name: "boundaries", command: ["node", "scripts/check/boundaries.ts"] },
  { name: "drift", command: ["node", "scripts/check-drift.ts"] },
  { name: "catalog", command: ["node", "scripts/check-catalog.ts"] },
  { name: "requirements", command: ["node", "scripts/asvs.ts"] },
  { name: "small checks", command: ["node", "scripts/check/main.ts"] },
];

const tests: Step[] = [
  vitest("unit"),
  vitest("integration"),
  { name: "build", command: ["node", "scripts/test/build.ts"] },
  vitest("image"),
  {
    name: "e2e",
    command: ["playwright", "test"],
    report: `${REPORTS}/e2e.json`,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${REPORTS}/e2e.json` },
  },
];

export type Group = { atOnce: number; steps: Step[] };

/** In this order; `atOnce` is how many steps of a group may run together. */
const groups: Group[] = [
  { atOnce: 1, steps: [generate, routeTypes] },
  { atOnce: 2, steps: checks },
  { atOnce: 1, steps: tests },
];

/** What `npm test -- NAMES` asks for: everything, `check` for all without tests, or single steps. */
export function chooseGroups(names: string[]): Group[] {
  if (names.length === 0) return groups;
  const isChosen = ({ name }: Step) =>
    names.includes(name) || (names.includes("check") && !tests.some((step) => step.name === name));
  return groups.map((group) => ({ ...group, steps: group.steps.filter(isChosen) }));
}

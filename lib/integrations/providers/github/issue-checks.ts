import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { daysSince, repositoryCheck, type Repository } from "./repository.ts";

const issuesShape = z.array(
  z.looseObject({
    number: z.number(),
    state: z.string(),
    updated_at: z.string(),
    closed_at: z.string().nullable(),
    // Pull requests are issues to GitHub.
    pull_request: z.unknown().optional(),
  }),
);

const read = async (repository: Repository, label: string, state: "closed" | "all") => {
  const query = `labels=${encodeURIComponent(label)}&state=${state}`;
  const { items, whole } = await repository.list(`/issues?${query}&per_page=50`, issuesShape);
  return { issues: items.filter(({ pull_request }) => pull_request === undefined), whole };
};

/** Elsewhere is a good place for issues, too. */
const keepsNoIssues = ({ about }: Repository): Finding | null =>
  about.has_issues === false ? unknown("absent", { has_issues: false }) : null;

async function drill(repository: Repository, label: string, days: number): Promise<Finding> {
  const none = keepsNoIssues(repository);
  if (none) return none;
  const { issues, whole } = await read(repository, label, "closed");
  const closed = issues.flatMap(({ closed_at }) => closed_at ?? []);
  const newest = closed.sort().at(-1) ?? null;
  const seen = { closed: closed.length, newest };
  const isRecent = newest !== null && daysSince(repository, newest) <= days;
  return isRecent || whole ? judge(isRecent, seen, { label, days }) : unknown("no_data", seen);
}

async function debt(repository: Repository, label: string, days: number): Promise<Finding> {
  const none = keepsNoIssues(repository);
  if (none) return none;
  const { issues, whole } = await read(repository, label, "all");
  const forgotten = issues
    .filter(({ state, updated_at }) => state === "open" && daysSince(repository, updated_at) > days)
    .map(({ number }) => `#${number}`);
  const seen = { issues: issues.length, forgotten: forgotten.slice(0, 50) };
  if (forgotten.length === 0 && !whole) return unknown("no_data", seen);
  return judge(issues.length > 0 && forgotten.length === 0, seen, { label, days });
}

const settings = (label: string, days: number) =>
  z.strictObject({
    issueLabel: z.string().trim().min(1).max(100).default(label),
    mostDays: z.int().min(1).max(3_650).default(days),
  });

export const issueChecks = {
  "issues.dr-drill-recent": repositoryCheck({
    settings: settings("dr-drill", 180),
    needs: ["issues"],
    run: (repository, { issueLabel: label, mostDays: days }) => drill(repository, label, days),
  }),
  "issues.tech-debt-tracked": repositoryCheck({
    settings: settings("tech-debt", 90),
    needs: ["issues"],
    run: (repository, { issueLabel: label, mostDays: days }) => debt(repository, label, days),
  }),
};

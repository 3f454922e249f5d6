import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { codeAlerts } from "./alerts.ts";
import { readAs } from "./client.ts";
import { daysSince, repositoryCheck, type Repository } from "./repository.ts";

const analysesShape = z.array(
  z.looseObject({
    created_at: z.string(),
    error: z.string(),
    tool: z.looseObject({ name: z.string().optional() }),
  }),
);
type Analysis = z.infer<typeof analysesShape>[number];

const settings = z.strictObject({
  mostDays: z.int().min(1).max(365).default(7),
  /** Tools that read source for faults; images and licences are the work of others. */
  analysisTools: z
    .array(z.string().trim().min(1).max(100))
    .max(50)
    .default([
      ...["CodeQL", "Semgrep", "Semgrep OSS", "Semgrep PRO", "Opengrep", "Snyk Code", "SnykCode"],
      ...["SonarQube", "SonarCloud", "SonarQube Cloud", "ESLint", "njsscan", "Bearer", "Checkmarx"],
      ...["Veracode Static Analysis", "Fortify", "DevSkim", "Bandit", "gosec", "Brakeman"],
    ]),
});
type Settings = z.infer<typeof settings>;

/** The newest analysis of the default branch by one of `tools`; null where there is none. */
async function newestAnalysis(repository: Repository, tools: string[]): Promise<Analysis | null> {
  const answer = await repository.ask(
    `/code-scanning/analyses?ref=refs/heads/${repository.branch}&per_page=100`,
  );
  if (answer.status === 404 && /no analysis found/i.test(answer.text)) return null;
  const known = new Set(tools.map((tool) => tool.toLowerCase()));
  const found = readAs(answer, analysesShape)
    .filter(({ tool }) => known.has((tool.name ?? "").toLowerCase()))
    .sort((a, b) => b.created_at.localeCompare(a.created_at));
  return found[0] ?? null;
}

async function recent(
  repository: Repository,
  { mostDays: days, analysisTools: tools }: Settings,
): Promise<Finding> {
  const analysis = await newestAnalysis(repository, tools);
  const seen = {
    tool: analysis?.tool.name ?? null,
    newest: analysis?.created_at ?? null,
    error: analysis?.error ?? null,
  };
  const passes =
    analysis !== null && daysSince(repository, analysis.created_at) <= days && !analysis.error;
  return judge(passes, seen, { days });
}

/** No open alert of one weakness. That there is none says something while the analysis is young. */
const noneOf = (weakness: string) =>
  repositoryCheck({
    settings,
    needs: ["code_scanning"],
    run: async (repository, { mostDays: days, analysisTools: tools }) => {
      const newest = (await newestAnalysis(repository, tools))?.created_at ?? null;
      if (newest === null) return unknown("no_data", { newest });
      const { items, whole } = await codeAlerts(repository);
      const found = items
        .filter(({ rule }) => rule.tags?.some((tag) => tag.toLowerCase() === weakness))
        .map(({ html_url }) => html_url);
      const seen = { newest, open: items.length, found: found.slice(0, 20) };
      if (found.length > 0) return judge(false, seen, { tag: weakness });
      const old = daysSince(repository, newest) > days;
      return old || !whole ? unknown("no_data", seen) : judge(true, seen, { tag: weakness, days });
    },
  });

export const analysisChecks = {
  "code-scanning.recent-analysis": repositoryCheck({
    settings,
    needs: ["code_scanning"],
    run: recent,
  }),
  "code-scanning.no-sqli-alerts": noneOf("external/cwe/cwe-089"),
  "code-scanning.no-xss-alerts": noneOf("external/cwe/cwe-079"),
};

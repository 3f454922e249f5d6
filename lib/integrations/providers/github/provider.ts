import { defineProvider } from "../../provider.ts";
import { testGitHub } from "./access.ts";
import { analysisChecks } from "./analysis-checks.ts";
import { branchNameChecks } from "./branch-name-checks.ts";
import { createGitHub } from "./client.ts";
import { deploymentChecks } from "./deployment-checks.ts";
import { environmentChecks } from "./environment-checks.ts";
import { issueChecks } from "./issue-checks.ts";
import { peopleChecks } from "./people-checks.ts";
import { protectionChecks } from "./protection-checks.ts";
import { pullChecks } from "./pull-checks.ts";
import { releaseChecks } from "./release-checks.ts";
import { requiredChecksChecks } from "./required-checks.ts";
import { rulesetChecks } from "./ruleset-checks.ts";
import { secretChecks } from "./secret-checks.ts";
import { securityChecks } from "./security-checks.ts";
import { githubConfig, githubCredentials } from "./settings.ts";
import { githubPresets, githubSignals } from "./signals.ts";
import { workflowChecks } from "./workflow-checks.ts";

/** One repository on github.com or a GitHub Enterprise Server. */
export const github = defineProvider({
  id: "github",
  config: githubConfig,
  credentials: githubCredentials,
  open: createGitHub,
  test: testGitHub,
  checks: {
    ...protectionChecks,
    ...requiredChecksChecks,
    ...rulesetChecks,
    ...branchNameChecks,
    ...workflowChecks,
    ...deploymentChecks,
    ...environmentChecks,
    ...secretChecks,
    ...securityChecks,
    ...analysisChecks,
    ...releaseChecks,
    ...pullChecks,
    ...issueChecks,
    ...peopleChecks,
  },
  signals: githubSignals,
  presets: githubPresets,
  // GitHub wants a calm pace; a token has 5,000 calls an hour, and an unchanged answer costs none.
  pace: { calls: 100, perSeconds: 60 },
});

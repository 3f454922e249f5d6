import { z } from "zod";

/** Where the repository is and what several checks need to know of it. */
export const githubConfig = z.strictObject({
  apiUrl: z.url().max(500).default("https://api.github.com"),
  owner: z.string().trim().min(1).max(100),
  repo: z.string().trim().min(1).max(100),
  production: z.string().trim().min(1).max(255).default("production"),
  staging: z.string().trim().min(1).max(255).default("staging"),
  /** The file of the workflow that tests, in .github/workflows. */
  workflow: z.string().trim().min(1).max(255).default("ci.yml"),
  /** Names of the jobs that run the tests. */
  testJobs: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  appId: z.string().trim().max(100).default(""),
  installationId: z.string().trim().max(100).default(""),
});
export type GitHubConfig = z.infer<typeof githubConfig>;

/** A personal token, or the private key of a GitHub App; the token goes first. */
export const githubCredentials = z.strictObject({
  token: z.string().trim().max(1_000).default(""),
  privateKey: z.string().trim().max(10_000).default("").meta({ multiline: true }),
});
export type GitHubCredentials = z.infer<typeof githubCredentials>;

/** Of a check that has no figures or names of its own. */
export const noSettings = z.strictObject({});

/**
 * What one has to be allowed, by GitHub's names for a fine-grained token and an App. `protection` is
 * Administration where rulesets do not say all, `push` is to have the right to write.
 */
export const githubPermissions = [
  "actions",
  "administration",
  "checks",
  "code_scanning",
  "contents",
  "contents_write",
  "dependabot",
  "deployments",
  "environments",
  "issues",
  "members",
  "protection",
  "pull_requests",
  "push",
  "secret_scanning",
  "secrets",
] as const;
export type GitHubPermission = (typeof githubPermissions)[number];

// What the checks of GitHub say of a repository, and what such tests answer and expect.
import { github as provider } from "#lib/integrations/providers/github/provider.ts";
import { configOf } from "./good-repository.ts";
import { openProvider } from "./provider-run.ts";
import { OWNER, type RecordedGitHub } from "./recorded-github.ts";

/** Runs one check, with a connection of its own. */
export const checkRepository = (
  github: RecordedGitHub,
  name: string,
  settings: Record<string, unknown> = {},
  config: Record<string, unknown> = {},
) =>
  openProvider(provider, { ...configOf(github), ...config }, { token: "github_pat" }).check(
    name,
    settings,
  );

export const pass = { verdict: "pass" };
export const fail = { verdict: "fail" };
export const unknown = (reason: string) => ({ verdict: "unknown", reason });

/** What GitHub says of the repository itself, without anybody's permissions. */
export const ABOUT = {
  ...{ full_name: `${OWNER}/hello`, default_branch: "main", private: true },
  owner: { login: OWNER, type: "Organization" },
};

export const notFound = (message = "Not Found") => ({ status: 404, json: { message } });

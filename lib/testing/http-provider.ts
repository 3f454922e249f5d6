// Sites and runs of the provider http, for its tests.
import { afterEach, beforeAll } from "vitest";
import { http } from "#lib/integrations/providers/http/provider.ts";
import { openProvider, type ProviderRun } from "./provider-run.ts";
import { type Site, type SitePage, type SiteTls, startSite } from "./site.ts";
import { setUnitEnv } from "./unit-env.ts";

const open: Site[] = [];

/** To be called once in a file: opens 127.0.0.0/8 for its calls, and closes its sites after each test. */
export function usesSites(): void {
  beforeAll(() => {
    setUnitEnv();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((site) => site.close()));
  });
}

/** A site with these pages, closed after the test. */
export async function site(pages: Record<string, SitePage>, tls?: SiteTls): Promise<Site> {
  const started = await startSite(pages, tls);
  open.push(started);
  return started;
}

/** A run with a site as production; what else is declared is in `config`. */
export function runOf(
  { url }: Site,
  config: Record<string, unknown> = {},
  credentials: Record<string, string> = {},
): ProviderRun {
  return openProvider(http, { baseUrl: url, ...config }, credentials);
}

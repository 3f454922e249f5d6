import { z } from "zod";
import { type Preset, type SignalReading, type SignalRow, defineSignal } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import { codeAlerts, dependencyAlerts, secretAlerts } from "./alerts.ts";
import { type GitHub, type Listing, readAs } from "./client.ts";
import { readReleases } from "./release-checks.ts";
import { daysSince, orRefusal, readRepository, type Repository } from "./repository.ts";

const MOST_ROWS = 50;

const runsShape = z
  .looseObject({
    workflow_runs: z.array(
      z.looseObject({
        name: z.string().nullish(),
        head_branch: z.string().nullable(),
        created_at: z.string(),
        html_url: z.string(),
      }),
    ),
  })
  .transform(({ workflow_runs }) => workflow_runs);

/** Runs that failed in the last hours. Asked by the day, so that an unchanged answer costs nothing. */
async function failedWorkflows(github: GitHub, hours: number): Promise<SignalReading> {
  const repository = await readRepository(github);
  const since = new Date(github.reader.now().getTime() - hours * 3_600_000);
  const day = encodeURIComponent(`>=${since.toISOString().slice(0, 10)}`);
  const path = `/actions/runs?status=failure&created=${day}&per_page=30`;
  const { items } = await repository.list(path, runsShape, 5);
  const failed = items.filter(({ created_at }) => Date.parse(created_at) >= since.getTime());
  const rows = failed.slice(0, MOST_ROWS).map((run): SignalRow => ({
    title: run.name ?? "?",
    state: "fail",
    detail: run.head_branch ?? "",
    url: run.html_url,
    at: run.created_at,
  }));
  return { value: failed.length, rows };
}

const pullsShape = z.array(
  z.looseObject({
    number: z.number(),
    title: z.string(),
    html_url: z.string(),
    created_at: z.string(),
    draft: z.boolean().optional(),
    user: z.looseObject({ login: z.string() }).nullable(),
  }),
);

async function openPulls(github: GitHub): Promise<SignalReading> {
  const repository = await readRepository(github);
  const answer = await repository.ask("/pulls?state=open&per_page=1");
  // With one on each page, the last page's number is how many there are.
  const last = /[?&]page=(\d+)[^>]*>;[^,]*rel="last"/.exec(answer.headers.get("link") ?? "")?.[1];
  const value = last ? Number(last) : readAs(answer, pullsShape).length;
  const pulls = await repository.get("/pulls?state=open&per_page=20", pullsShape);
  const rows = pulls.map(({ number, title, html_url, created_at, user }): SignalRow => ({
    title: `#${number} ${title}`,
    state: "unknown",
    detail: user?.login ?? "",
    url: html_url,
    at: created_at,
  }));
  return { value, rows };
}

type Kind = "dependabot" | "code_scanning" | "secret_scanning";

async function rowsOf<Alert extends { html_url: string; created_at: string }>(
  kind: Kind,
  reading: Promise<Listing<Alert>>,
  titleOf: (alert: Alert) => string,
): Promise<{ kind: Kind; rows: SignalRow[] } | ProviderError> {
  const listing = await orRefusal(reading);
  if (listing instanceof ProviderError) return listing;
  const rows = listing.items.map((alert): SignalRow => ({
    title: titleOf(alert),
    state: "fail",
    detail: kind,
    url: alert.html_url,
    at: alert.created_at,
  }));
  return { kind, rows };
}

/** What can be read of the three kinds, one line of a chart each. Throws where it is none of them. */
async function openAlerts(github: GitHub): Promise<SignalReading> {
  const repository: Repository = await readRepository(github);
  const kinds = await Promise.all([
    rowsOf("dependabot", dependencyAlerts(repository), (alert) => alert.security_advisory.summary),
    rowsOf("code_scanning", codeAlerts(repository), ({ rule }) => rule.description ?? "?"),
    rowsOf(
      "secret_scanning",
      secretAlerts(repository),
      (alert) => alert.secret_type_display_name ?? "?",
    ),
  ]);
  const read = kinds.flatMap((kind) => (kind instanceof ProviderError ? [] : [kind]));
  const [refusal] = kinds.filter((kind) => kind instanceof ProviderError);
  if (read.length === 0 && refusal) throw refusal;
  const rows = read.flatMap((kind) => kind.rows);
  return {
    value: rows.length,
    series: read.map((kind) => ({ name: kind.kind, value: kind.rows.length })),
    rows: rows.toSorted((a, b) => (b.at ?? "").localeCompare(a.at ?? "")).slice(0, MOST_ROWS),
  };
}

/** Days since the newest release, and the last ten. */
async function latestRelease(github: GitHub): Promise<SignalReading> {
  const repository = await readRepository(github);
  const releases = (await readReleases(repository)).filter(({ published_at }) => published_at);
  const [newest] = releases;
  const rows = releases.slice(0, 10).map((release): SignalRow => ({
    title: release.name || release.tag_name,
    state: release.prerelease ? "warn" : "pass",
    detail: release.tag_name,
    url: release.html_url,
    ...(release.published_at ? { at: release.published_at } : {}),
  }));
  return { value: newest?.published_at ? daysSince(repository, newest.published_at) : null, rows };
}

const noParams = z.strictObject({});

export const githubSignals = {
  failed_workflows: defineSignal({
    params: z.strictObject({ hours: z.int().min(1).max(720).default(24) }),
    needs: ["actions"],
    read: (github: GitHub, { hours }) => failedWorkflows(github, hours),
  }),
  open_pull_requests: defineSignal({
    params: noParams,
    needs: ["pull_requests"],
    read: openPulls,
  }),
  open_alerts: defineSignal({
    params: noParams,
    needs: ["dependabot", "code_scanning", "secret_scanning"],
    read: openAlerts,
  }),
  latest_release: defineSignal({ params: noParams, needs: ["contents"], read: latestRelease }),
};

export const githubPresets: readonly Preset[] = [
  {
    ...{ name: "failed_workflows", signal: "failed_workflows", params: { hours: 24 } },
    ...{ kind: "table", unit: "", failAt: 1 },
  },
  {
    ...{ name: "security_alerts", signal: "open_alerts", params: {} },
    ...{ kind: "number", unit: "", failAt: 1 },
  },
];

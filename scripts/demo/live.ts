import { uuidv7 } from "uuidv7";
import { bulkUpdateItems } from "#lib/checklist/bulk-update-items.ts";
import { listItems } from "#lib/checklist/queries.ts";
import type { ProviderId } from "#lib/integrations/choices.ts";
import { connectIntegration } from "#lib/integrations/connect-integration.ts";
import { updateIntegration } from "#lib/integrations/update-integration.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { db } from "#lib/platform/db/read.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { addWidget } from "#lib/widgets/add-widget.ts";

const SLUG = "preflight";
// Every minute, so that somebody who looks around sees them change.
const INTERVAL_SECONDS = 60;

export type Instance = {
  baseUrl: string;
  metricsToken: string;
  prometheusUrl: string | undefined;
  alertmanagerUrl: string | undefined;
  postgresUrl: string | undefined;
};

type Wanted = {
  provider: ProviderId;
  name: string;
  config: Record<string, string>;
  credentials: Record<string, string>;
  /** Presets for the live page; those with a star stand on the overview as well. */
  widgets: string[];
};

/** What a team that runs Preflight has done by its first week. */
const DONE = ["P0.3.a.1", "P0.3.a.2", "P0.3.a.3", "P0.3.b.3", "P0.3.c.1", "P1.2.b.4", "P2.1.b.1"];

/** Connects the project "Preflight", which is made where there is none, with the instance itself. */
export async function connectDemo(
  owner: { organizationId: string; userId: string },
  instance: Instance,
): Promise<void> {
  const ctx: Context = {
    ...{ ...owner, requestId: uuidv7(), locale: "en", organizationRole: "owner", stage: "full" },
    origin: { ip: null, userAgent: "npm run demo" },
    now: () => new Date(),
    actor: { type: "session", sessionId: uuidv7(), verifiedAt: new Date() },
    idempotency: null,
  };
  const projectId = (await findDemo(owner.organizationId)) ?? (await createDemo(ctx));
  for (const wanted of connections(instance)) await connect(ctx, projectId, wanted);
}

async function findDemo(organizationId: string): Promise<string | undefined> {
  const project = await db.project.findFirst({
    where: { organizationId, slug: SLUG },
    select: { id: true },
  });
  return project?.id;
}

async function createDemo(ctx: Context): Promise<string> {
  const { id } = await createProject(ctx, {
    source: "catalog",
    name: "Preflight",
    description: "This very instance, watched by itself.",
    scope: "core",
  });
  const { items } = (await listItems(ctx, { projectId: id, limit: 1_000 })).parse();
  const itemIds = items.filter(({ code }) => DONE.includes(code)).map((item) => item.id);
  await bulkUpdateItems(ctx, { projectId: id, itemIds, claim: "done" });
  return id;
}

function connections(instance: Instance): Wanted[] {
  const { baseUrl, metricsToken, prometheusUrl, alertmanagerUrl, postgresUrl } = instance;
  return [
    {
      ...{ provider: "http", name: "This instance", widgets: ["availability*", "response_time*"] },
      // The front page itself sends those who are not signed in away.
      config: { baseUrl, frontPath: "/login", metricsUrl: `${baseUrl}/api/metrics` },
      credentials: { metricsToken },
    },
    ...(prometheusUrl
      ? [
          {
            ...{ provider: "prometheus" as const, name: "Prometheus", credentials: {} },
            config: { url: prometheusUrl, job: "preflight" },
            widgets: ["error_rate*", "latency_p95*", "cpu", "memory", "disk", "targets"],
          },
        ]
      : []),
    ...(alertmanagerUrl
      ? [
          {
            ...{ provider: "alertmanager" as const, name: "Alertmanager", credentials: {} },
            ...{ config: { url: alertmanagerUrl }, widgets: ["open_alerts"] },
          },
        ]
      : []),
    ...(postgresUrl
      ? [
          {
            ...{ provider: "postgres" as const, name: "Database", config: {} },
            credentials: { url: postgresUrl },
            widgets: ["connections", "database_size", "cache_hit_ratio"],
          },
        ]
      : []),
  ];
}

/** Connects it, or lets it know the present address. What does not answer yet is saved all the same. */
async function connect(ctx: Context, projectId: string, wanted: Wanted): Promise<void> {
  const { widgets, ...settings } = wanted;
  const known = await db.integration.findFirst({
    where: { projectId, provider: wanted.provider, removedAt: null },
    select: { id: true },
  });
  const common = { projectId, intervalSeconds: INTERVAL_SECONDS, saveAnyway: true };
  if (known) {
    const { config, credentials } = settings;
    await updateIntegration(ctx, { ...common, integrationId: known.id, config, credentials });
    return;
  }
  const { id: integrationId } = await connectIntegration(ctx, { ...settings, ...common });
  for (const widget of widgets) {
    const preset = widget.replace("*", "");
    const onOverview = widget.endsWith("*");
    await addWidget(ctx, { projectId, integrationId, source: "preset", preset, onOverview });
  }
}

import { z } from "zod";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { findProject } from "#lib/projects/queries.ts";
import {
  FieldValue,
  type IntegrationProvider,
  type listIntegrationProvidersEndpoint,
} from "./connect-contract.ts";
import type {
  getIntegrationEndpoint,
  IntegrationCheck,
  listIntegrationsEndpoint,
} from "./contract.ts";
import { fieldsOf } from "./fields.ts";
import { findIntegration, type Row } from "./integration-store.ts";
import { mentionsOf } from "./link-checks.ts";
import { readItems } from "./preflight.ts";
import type { AnyProvider } from "./provider.ts";
import { providers } from "./provider-registry.ts";
import { toIntegration, toIntegrations, toReason } from "./to-integration.ts";

const settings = z.record(z.string(), FieldValue).catch({});
const reading = z.looseObject({ detail: z.string().nullable() }).nullable().catch(null);

/** A project's integrations, the oldest first, without their credentials. */
export async function listIntegrations(
  ctx: Context,
  input: Input<typeof listIntegrationsEndpoint>,
): Promise<Output<typeof listIntegrationsEndpoint>> {
  const { id: projectId } = await findProject(ctx, input.projectId);
  const rows = await db.integration.findMany({
    where: { organizationId: ctx.organizationId, projectId, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return { integrations: await toIntegrations(db, rows, ctx.now()) };
}

/** One integration with its checks, by name. Throws NotFoundError. */
export async function getIntegration(
  ctx: Context,
  input: Input<typeof getIntegrationEndpoint>,
): Promise<Output<typeof getIntegrationEndpoint>> {
  const { id: projectId } = await findProject(ctx, input.projectId);
  const row = await findIntegration(ctx, projectId, input.integrationId);
  const provider = providers[row.provider];
  const mentions = await mentionsOf(projectId, row.provider);
  const signals = new Map(mentions.map(({ name, signal }) => [name, signal[ctx.locale]]));
  const rows = await readChecks(row);
  return {
    ...(await toIntegration(db, row, ctx.now())),
    checks: rows.map((check) => toCheck(check, provider, signals.get(check.name) ?? "")),
  };
}

const withItems = {
  items: {
    select: { item: { select: { id: true, code: true, title: true, titleKo: true } } },
    where: { item: { removedAt: null } },
    orderBy: { item: { rank: "asc" } },
  },
} as const satisfies Prisma.CheckInclude;

type CheckRow = Prisma.CheckGetPayload<{ include: typeof withItems }>;

function readChecks({ id, projectId, organizationId }: Row): Promise<CheckRow[]> {
  return db.check.findMany({
    where: { integrationId: id, projectId, organizationId },
    include: withItems,
    orderBy: { name: "asc" },
  });
}

function toCheck(
  row: CheckRow,
  provider: AnyProvider | undefined,
  signal: string,
): IntegrationCheck {
  const { id, name, verdict } = row;
  const check = provider?.checks[name];
  return {
    ...{ id, name, signal, verdict },
    available: check !== undefined,
    reason: toReason(row.reason),
    detail: reading.parse(row.reading)?.detail ?? null,
    ranAt: row.ranAt?.toISOString() ?? null,
    changedAt: row.changedAt?.toISOString() ?? null,
    nextRunAt: row.nextRunAt.toISOString(),
    fields: check ? fieldsOf(check.settings) : [],
    settings: settings.parse(row.settings),
    items: row.items.map(({ item }) => item),
  };
}

/** What can be connected, by name, and what it would do for this project. */
export async function listIntegrationProviders(
  ctx: Context,
  input: Input<typeof listIntegrationProvidersEndpoint>,
): Promise<Output<typeof listIntegrationProvidersEndpoint>> {
  const { id: projectId } = await findProject(ctx, input.projectId);
  const known = Object.values(providers).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    providers: await Promise.all(known.map((one) => describeProvider(ctx, projectId, one))),
  };
}

async function describeProvider(
  { locale }: Context,
  projectId: string,
  provider: AnyProvider,
): Promise<IntegrationProvider> {
  const mentions = await mentionsOf(projectId, provider.id);
  const items = await readItems(
    projectId,
    mentions.map(({ code }) => code),
  );
  const inScope = new Set(items.map(({ code }) => code));
  const checks = [...Map.groupBy(mentions, ({ name }) => name)].map(([name, uses]) => {
    const check = provider.checks[name];
    return {
      name,
      signal: uses[0]?.signal[locale] ?? "",
      available: check !== undefined,
      active: check?.active ?? false,
      needs: [...(check?.needs ?? [])],
      settings: check ? fieldsOf(check.settings) : [],
      items: uses.map(({ code }) => code).filter((code) => inScope.has(code)),
    };
  });
  return {
    id: provider.id,
    config: fieldsOf(provider.config),
    credentials: fieldsOf(provider.credentials, true),
    checks,
    sendsMessages: provider.message !== undefined,
  };
}

import { z } from "zod";
import { hasExpired } from "#lib/checklist/standing.ts";
import { FieldValue } from "#lib/integrations/connect-contract.ts";
import { fieldsOf } from "#lib/integrations/fields.ts";
import { integrationProviders } from "#lib/integrations/choices.ts";
import { providers } from "#lib/integrations/provider-registry.ts";
import { stateOf } from "#lib/integrations/to-integration.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { fromCursor, toCursor } from "#lib/platform/http/cursor.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { findProject } from "#lib/projects/queries.ts";
import { findAutomation } from "#lib/templates/queries.ts";
import { isStale } from "./combine.ts";
import {
  Reading,
  type getItemChecksEndpoint,
  type ItemCheck,
  type ItemChecks,
  type listCheckRunsEndpoint,
} from "./contract.ts";
import { waitsUntil } from "./waiting.ts";

type Way = Awaited<ReturnType<typeof findAutomation>>[number];

const settings = z.record(z.string(), FieldValue).catch({});
const reading = Reading.nullable().catch(null);

const checksOf = {
  checks: {
    where: { check: { integration: { removedAt: null } } },
    include: { check: { include: { integration: true } } },
    orderBy: { check: { name: "asc" } },
  },
} as const satisfies Prisma.ItemInclude;

type ItemRow = Prisma.ItemGetPayload<{ include: typeof checksOf }>;
type CheckRow = ItemRow["checks"][number]["check"];

/** How an item's verdict comes about. Throws NotFoundError for an item that is removed. */
export async function getItemChecks(
  ctx: Context,
  input: Input<typeof getItemChecksEndpoint>,
): Promise<ItemChecks> {
  const { id: projectId } = await findProject(ctx, input.projectId);
  const item = await db.item.findFirst({
    where: { id: input.itemId, projectId, organizationId: ctx.organizationId, removedAt: null },
    include: checksOf,
  });
  if (!item) throw new NotFoundError("item_not_found");
  const ways = await findAutomation(projectId, item.code, ctx.locale);
  const rows = item.checks.map(({ check }) => check);
  const now = ctx.now();
  return {
    ...verdictOf(item, now),
    verdictAt: item.verdictAt?.toISOString() ?? null,
    attested: ways.some(({ provider }) => provider === "self-attest"),
    kept: keptOf(item, now),
    checks: rows.map((row) => toItemCheck(row, ways, now)),
    missing: ways.filter((way) => !rows.some((row) => isWayOf(row, way))).map(toMissing),
  };
}

/** The worker's verdict; a claim that has expired since its last look is stale already. */
function verdictOf(item: ItemRow, now: Date): Pick<ItemChecks, "verdict" | "reason"> {
  if (item.verdict !== "fail" && hasExpired(item, now.getTime())) {
    return { verdict: "stale", reason: "claim_expired" };
  }
  return { verdict: item.verdict, reason: item.verdictReason };
}

function keptOf({ keptUntil, keptReason, keptBy }: ItemRow, now: Date): ItemChecks["kept"] {
  if (!keptUntil || keptUntil <= now) return null;
  return { until: keptUntil.toISOString(), reason: keptReason ?? "", by: keptBy };
}

const isWayOf = ({ name, integration }: CheckRow, { provider, check }: Way): boolean =>
  integration.provider === provider && name === check;

function toItemCheck(row: CheckRow, ways: readonly Way[], now: Date): ItemCheck {
  const { id, name, reason, ranAt, changedAt, nextRunAt, integration } = row;
  const { provider, intervalSeconds } = integration;
  const state = stateOf(integration, now);
  const known = providers[provider]?.checks[name];
  return {
    ...{ id, name, provider, reason },
    integrationId: integration.id,
    integrationName: integration.name,
    integrationState: state,
    until: waitsUntil(state, integration),
    signal: ways.find((way) => isWayOf(row, way))?.signal ?? "",
    verdict: isStale({ ...row, name, intervalSeconds }, now) ? "stale" : row.verdict,
    reading: reading.parse(row.reading),
    ranAt: ranAt?.toISOString() ?? null,
    changedAt: changedAt?.toISOString() ?? null,
    nextRunAt: nextRunAt.toISOString(),
    fields: known ? fieldsOf(known.settings) : [],
    settings: settings.parse(row.settings),
  };
}

function toMissing({ provider, check, signal }: Way): ItemChecks["missing"][number] {
  if (provider === "self-attest") return { provider, check, signal, why: "attested" };
  const id = integrationProviders.find((each) => each === provider);
  const carriedOut = id !== undefined && providers[id]?.checks[check] !== undefined;
  return { provider, check, signal, why: carriedOut ? "not_connected" : "not_available" };
}

const runKeys = z.tuple([z.iso.datetime(), z.uuid()]);

/** What a check has found over time, the latest first. Throws NotFoundError. */
export async function listCheckRuns(
  ctx: Context,
  { cursor, limit, ...input }: Input<typeof listCheckRunsEndpoint>,
): Promise<Output<typeof listCheckRunsEndpoint>> {
  const { id: projectId } = await findProject(ctx, input.projectId);
  const { organizationId } = ctx;
  const check = await db.check.findFirst({
    where: { id: input.checkId, projectId, organizationId, integration: { removedAt: null } },
    select: { id: true },
  });
  if (!check) throw new NotFoundError("check_not_found");
  const [startedAt, id] = cursor ? fromCursor(cursor, runKeys) : [];
  const rows = await db.checkRun.findMany({
    where: {
      ...{ checkId: check.id, projectId, organizationId },
      ...(startedAt && id
        ? { OR: [{ startedAt: { lt: startedAt } }, { startedAt, id: { lt: id } }] }
        : {}),
    },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    runs: page.map((run) => ({
      ...{ id: run.id, verdict: run.verdict, reason: run.reason, runs: run.runs },
      reading: reading.parse(run.reading),
      startedAt: run.startedAt.toISOString(),
      endedAt: run.endedAt.toISOString(),
    })),
    nextCursor:
      rows.length > limit && last ? toCursor([last.startedAt.toISOString(), last.id]) : null,
  };
}

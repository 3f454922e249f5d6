import { z } from "zod";
import type { Tx } from "#lib/platform/db/client.ts";
import type { db } from "#lib/platform/db/read.ts";
import { type IntegrationState, unknownReasons, type UnknownReason } from "./choices.ts";
import { Access } from "./connect-contract.ts";
import type { Integration } from "./contract.ts";
import { configOf, credentialsOf, type Row } from "./integration-store.ts";

type Source = Pick<Tx, "check"> | typeof db;
type Verdicts = Integration["verdicts"];

const access = Access.catch({});
const reason = z.enum(unknownReasons).catch("internal_error");

/** An integration in the contract's shape, as it stands at `now`. */
export async function toIntegration(source: Source, row: Row, now: Date): Promise<Integration> {
  const verdicts = await countVerdicts(source, [row.id]);
  return describe(row, verdicts.get(row.id), now);
}

/** The same for several. */
export async function toIntegrations(
  source: Source,
  rows: readonly Row[],
  now: Date,
): Promise<Integration[]> {
  const verdicts = await countVerdicts(
    source,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => describe(row, verdicts.get(row.id), now));
}

/** A stored reason; null where there is none. */
export const toReason = (value: string | null): UnknownReason | null =>
  value === null ? null : reason.parse(value);

const NONE: Verdicts = { pass: 0, fail: 0, unknown: 0, stale: 0, notRun: 0 };

async function countVerdicts(source: Source, ids: string[]): Promise<Map<string, Verdicts>> {
  const counted = new Map<string, Verdicts>();
  if (ids.length === 0) return counted;
  const groups = await source.check.groupBy({
    by: ["integrationId", "verdict"],
    where: { integrationId: { in: ids } },
    _count: true,
  });
  for (const { integrationId, verdict, _count: count } of groups) {
    const verdicts = counted.get(integrationId) ?? { ...NONE };
    verdicts[verdict === "not_run" ? "notRun" : verdict] = count;
    counted.set(integrationId, verdicts);
  }
  return counted;
}

function describe(row: Row, verdicts: Verdicts | undefined, now: Date): Integration {
  const { id, provider, name, intervalSeconds, failures, account, skewSeconds } = row;
  const at = (moment: Date | null): string | null => moment?.toISOString() ?? null;
  const coming = (moment: Date | null): string | null =>
    moment && moment > now ? at(moment) : null;
  return {
    ...{ id, provider, name, intervalSeconds, failures, account, skewSeconds },
    config: configOf(row),
    credentials: Object.keys(credentialsOf(row)).toSorted(),
    state: stateOf(row, now),
    pausedAt: at(row.pausedAt),
    openUntil: coming(row.openUntil),
    retryAt: coming(row.retryAt),
    succeededAt: at(row.succeededAt),
    failedAt: at(row.failedAt),
    failure: toReason(row.failure),
    failureDetail: row.failureDetail,
    access: access.parse(row.access ?? {}),
    testedAt: at(row.testedAt),
    createdAt: row.createdAt.toISOString(),
    verdicts: verdicts ?? NONE,
  };
}

type Standing = Pick<Row, "pausedAt" | "openUntil" | "retryAt" | "failedAt" | "succeededAt">;

/** How an integration stands at `now`. */
export function stateOf(row: Standing, now: Date): IntegrationState {
  const { pausedAt, openUntil, retryAt, failedAt, succeededAt } = row;
  if (pausedAt) return "paused";
  if (openUntil && openUntil > now) return "open";
  if (retryAt && retryAt > now) return "limited";
  if (failedAt && (!succeededAt || failedAt > succeededAt)) return "failing";
  return succeededAt ? "ok" : "waiting";
}

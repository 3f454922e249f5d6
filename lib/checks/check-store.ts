import { uuidv7 } from "uuidv7";
import type { Verdict } from "#lib/checklist/contract.ts";
import type { ProviderId } from "#lib/integrations/choices.ts";
import type { Reading } from "#lib/integrations/run-check.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import type { BreakerState, Trouble } from "./breaker.ts";
import { standsForMs } from "./combine.ts";

/** An integration as its runs need it. */
export type RunningIntegration = {
  id: string;
  organizationId: string;
  projectId: string;
  provider: ProviderId;
  config: unknown;
  credentials: Uint8Array | null;
  intervalSeconds: number;
  failures: number;
};

export type DueCheck = {
  id: string;
  name: string;
  settings: unknown;
  verdict: Verdict;
  /** Until when nobody else takes it, unless somebody makes it due again. */
  takenUntil: Date;
};

/** Longer than any run; what a worker had taken that died is due again then. */
const LEASE_SECONDS = 150;

/** What a run has found for one check. */
export type StoredOutcome = {
  checkId: string;
  verdict: "pass" | "fail" | "unknown";
  reason: string | null;
  reading: Reading;
  at: Date;
};

/**
 * Integrations that have something due: not paused, not removed, with no open breaker and nothing that
 * the provider asked them to wait for, in a project that is not archived. At most `limit` ids, the
 * longest due first.
 */
export async function dueIntegrations(limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM (
      SELECT c.integration_id AS id, c.next_run_at AS due FROM checks c WHERE c.next_run_at <= now()
      UNION ALL
      SELECT s.integration_id, s.next_read_at FROM signals s WHERE s.next_read_at <= now()
        AND EXISTS (SELECT FROM widgets w WHERE w.signal_id = s.id AND w.removed_at IS NULL)
    ) d JOIN integrations i ON i.id = d.id JOIN projects p ON p.id = i.project_id
    WHERE i.removed_at IS NULL AND i.paused_at IS NULL AND p.archived_at IS NULL
      AND coalesce(i.open_until <= now(), true) AND coalesce(i.retry_at <= now(), true)
    GROUP BY i.id ORDER BY min(d.due) LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/**
 * An integration that may run; null when it is paused, removed, of an archived project or left alone by
 * now, whatever has happened since it was found due.
 */
export async function findRunning(id: string): Promise<RunningIntegration | null> {
  const [row] = await db.$queryRaw<RunningIntegration[]>`
    SELECT i.id, i.organization_id AS "organizationId", i.project_id AS "projectId",
      i.provider::text AS provider, i.config, i.credentials,
      i.interval_seconds AS "intervalSeconds", i.failures
    FROM integrations i JOIN projects p ON p.id = i.project_id
    WHERE i.id = ${id}::uuid AND i.removed_at IS NULL AND i.paused_at IS NULL
      AND p.archived_at IS NULL
      AND coalesce(i.open_until <= now(), true) AND coalesce(i.retry_at <= now(), true)`;
  return row ?? null;
}

/**
 * Takes the checks of an integration that are due. What one worker takes no other gets; when they have
 * run, `endTurn` says when they are due again.
 */
export async function takeDueChecks({
  id,
  intervalSeconds,
}: RunningIntegration): Promise<DueCheck[]> {
  return writeClient().$queryRaw<DueCheck[]>`
    UPDATE checks
    SET next_run_at = date_trunc('milliseconds', now()) + make_interval(secs => ${leaseOf(intervalSeconds)})
    WHERE integration_id = ${id}::uuid AND next_run_at <= now()
    RETURNING id, name, settings, verdict::text AS verdict, next_run_at AS "takenUntil"`;
}

const leaseOf = (intervalSeconds: number): number => Math.min(intervalSeconds, LEASE_SECONDS);

/**
 * Makes checks that had their turn due again an interval after they were taken, some per cent sooner or
 * later, so that integrations spread; those of one stay together and share what they read. What
 * somebody has made due in the meantime stays so.
 */
export async function endTurn(
  { intervalSeconds }: RunningIntegration,
  checks: readonly DueCheck[],
): Promise<void> {
  const [first] = checks;
  if (!first) return;
  const interval = intervalSeconds * (0.95 + 0.1 * Math.random());
  await writeClient().$executeRaw`
    UPDATE checks SET next_run_at = next_run_at
      + make_interval(secs => ${interval - leaseOf(intervalSeconds)}::float8)
    WHERE id = ANY(${checks.map(({ id }) => id)}::uuid[])
      AND next_run_at = ${first.takenUntil}::timestamptz`;
}

/** Makes checks due at once, after a run that could not finish them. */
export async function giveBack(checks: readonly DueCheck[]): Promise<void> {
  if (checks.length === 0) return;
  await writeClient().$executeRaw`
    UPDATE checks SET next_run_at = now() WHERE id = ANY(${checks.map(({ id }) => id)}::uuid[])`;
}

/**
 * Stores what a run has found, with its history; what is older than what is there comes too late.
 * Returns whether any item may stand otherwise now: a verdict or reason has changed, or one that was too
 * old to stand has been read again.
 */
export async function storeOutcomes(
  integration: RunningIntegration,
  outcomes: readonly StoredOutcome[],
): Promise<boolean> {
  if (outcomes.length === 0) return false;
  const rows = outcomes.map((outcome) => ({ ...outcome, runId: uuidv7() }));
  const stands = standsForMs(integration.intervalSeconds) / 1_000;
  const [result] = await writeClient().$queryRaw<{ news: boolean }[]>`
    WITH n AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("checkId" uuid,
        verdict verdict, reason text, reading jsonb, at timestamptz, "runId" uuid)
    ), before AS (
      SELECT c.id, (c.verdict, c.reason) IS DISTINCT FROM (n.verdict, n.reason) AS changed,
        coalesce(c.ran_at < n.at - make_interval(secs => ${stands}::float8), false) AS revived
      FROM checks c JOIN n ON n."checkId" = c.id AND coalesce(c.ran_at <= n.at OR c.ran_at > now(), true)
    ), stored AS (
      UPDATE checks c SET verdict = n.verdict, reason = n.reason, reading = n.reading,
        ran_at = n.at, changed_at = CASE WHEN b.changed THEN n.at ELSE c.changed_at END
      FROM n JOIN before b ON b.id = n."checkId" WHERE c.id = n."checkId"
    ), continued AS (
      UPDATE check_runs r SET ended_at = n.at, runs = r.runs + 1
      FROM n JOIN before b ON b.id = n."checkId" AND NOT b.changed
      WHERE r.id = (SELECT l.id FROM check_runs l WHERE l.check_id = n."checkId"
        ORDER BY l.started_at DESC, l.id DESC LIMIT 1)
      RETURNING r.check_id
    ), begun AS (
      INSERT INTO check_runs (id, organization_id, project_id, check_id, verdict, reason, reading,
        started_at, ended_at)
      SELECT n."runId", ${integration.organizationId}::uuid, ${integration.projectId}::uuid,
        n."checkId", n.verdict, n.reason, n.reading, n.at, n.at
      FROM n JOIN before b ON b.id = n."checkId"
      WHERE n."checkId" NOT IN (SELECT check_id FROM continued)
    )
    SELECT coalesce(bool_or(changed OR revived), false) AS news FROM before`;
  return result?.news ?? false;
}

/** Stores how a run went: the breaker, and since when the integration works or why it does not. */
export async function storeRun(
  id: string,
  { failures, openUntil, retryAt }: BreakerState,
  trouble: Trouble | null,
  now: Date,
): Promise<void> {
  await writeClient().integration.updateMany({
    where: { id },
    data: {
      ...{ failures, openUntil, retryAt },
      ...(trouble
        ? { failedAt: now, failure: trouble.reason, failureDetail: trouble.detail }
        : { succeededAt: now, failure: null, failureDetail: null }),
    },
  });
}

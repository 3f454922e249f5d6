import { generateKeyBetween } from "fractional-indexing";
import type { Json } from "#lib/platform/audit/event.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import { MOST_WIDGETS } from "./choices.ts";
import type { Widget } from "./contract.ts";

/** A widget `w` with its signal `s` as the contract's JSON object. */
export const widgetJson = Prisma.sql`(SELECT row_to_json(fields) FROM (SELECT
  w.id, s.integration_id AS "integrationId", w.signal_id AS "signalId", s.name AS signal, s.params,
  w.kind, w.preset, w.title, w.unit, w.warn_at AS "warnAt", w.fail_at AS "failAt",
  w.low_is_bad AS "lowIsBad", w.width, w.height, w.rank, w.on_overview AS "onOverview") fields)`;

type StoredWidget = { widget: Widget; removed: boolean };

/** A widget of a locked project, also when it is removed. Throws NotFoundError. */
export async function lockedWidget(
  tx: Tx,
  project: LockedProject,
  id: string,
): Promise<StoredWidget> {
  const [row] = await tx.$queryRaw<StoredWidget[]>`
    SELECT ${widgetJson} AS widget, w.removed_at IS NOT NULL AS removed
    FROM widgets w JOIN signals s ON s.project_id = w.project_id AND s.id = w.signal_id
    WHERE w.project_id = ${project.id}::uuid AND w.organization_id = ${project.organizationId}::uuid
      AND w.id = ${id}::uuid`;
  if (!row) throw new NotFoundError("widget_not_found");
  return row;
}

/** A widget of a locked project that is not removed. Throws NotFoundError. */
export async function livingWidget(tx: Tx, project: LockedProject, id: string): Promise<Widget> {
  const { widget, removed } = await lockedWidget(tx, project, id);
  if (removed) throw new NotFoundError("widget_not_found");
  return widget;
}

/** Throws ConflictError (`too_many_widgets`) when the page is full. */
export async function assertRoom(tx: Tx, project: LockedProject): Promise<void> {
  const count = await tx.widget.count({ where: { projectId: project.id, removedAt: null } });
  if (count >= MOST_WIDGETS) throw new ConflictError("too_many_widgets", { max: MOST_WIDGETS });
}

/** A rank behind all widgets, removed ones included. */
export async function lastRank(tx: Tx, project: LockedProject): Promise<string> {
  const [row] = await tx.$queryRaw<{ rank: string | null }[]>`
    SELECT max(rank) AS rank FROM widgets WHERE project_id = ${project.id}::uuid`;
  return generateKeyBetween(row?.rank ?? null, null);
}

/**
 * A rank right behind another, or before all for null. Removed widgets keep their place, so that
 * whatever comes back stands where it stood.
 */
export async function rankAfter(
  tx: Tx,
  project: LockedProject,
  rank: string | null,
): Promise<string> {
  const [row] = await tx.$queryRaw<{ rank: string | null }[]>`
    SELECT min(rank) AS rank FROM widgets
    WHERE project_id = ${project.id}::uuid AND rank > ${rank ?? ""}`;
  return generateKeyBetween(rank, row?.rank ?? null);
}

/** A widget as audit events tell of it. */
export function wholeWidget(widget: Widget): Record<string, Json> {
  return widget as Record<string, Json>;
}

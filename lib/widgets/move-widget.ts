import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type { moveWidgetEndpoint, Widget } from "./contract.ts";
import { refused } from "./own-signal.ts";
import { livingWidget, rankAfter } from "./widget-store.ts";

/**
 * Moves a widget behind another one, or to the front. Moving it to where it is changes nothing.
 * Returns it. Throws NotFoundError, and InvalidError (`afterWidgetId`) for one that is not there.
 */
export function moveWidget(ctx: Context, input: Input<typeof moveWidgetEndpoint>): Promise<Widget> {
  const { projectId, widgetId, afterWidgetId } = input;
  return changeProject(ctx, "widgets.manage", projectId, async ({ tx, row, record }) => {
    const widget = await livingWidget(tx, row, widgetId);
    const order = await tx.$queryRaw<{ id: string; rank: string }[]>`
      SELECT id, rank FROM widgets WHERE project_id = ${row.id}::uuid AND removed_at IS NULL
      ORDER BY rank, id`;
    const at = order.findIndex(({ id }) => id === widgetId);
    const isThere = (order[at - 1]?.id ?? null) === afterWidgetId;
    if (isThere || afterWidgetId === widgetId) return widget;
    const before = order.find(({ id }) => id === afterWidgetId);
    if (afterWidgetId && !before) throw refused("afterWidgetId", "widget_unknown");
    const rank = await rankAfter(tx, row, before?.rank ?? null);
    await tx.widget.update({ where: { id: widgetId }, data: { rank } });
    record({
      action: "widget.moved",
      subject: { type: "widget", id: widgetId },
      before: { rank: widget.rank },
      after: { rank },
    });
    return { ...widget, rank };
  });
}

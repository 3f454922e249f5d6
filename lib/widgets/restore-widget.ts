import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type { restoreWidgetEndpoint, Widget } from "./contract.ts";
import { assertRoom, lockedWidget, wholeWidget } from "./widget-store.ts";

/**
 * Brings a removed widget back to where it stood. Returns it. One that is not removed stays as it is.
 * Throws NotFoundError, and ConflictError (`too_many_widgets`) when the page is full.
 */
export function restoreWidget(
  ctx: Context,
  input: Input<typeof restoreWidgetEndpoint>,
): Promise<Widget> {
  const { projectId, widgetId } = input;
  return changeProject(ctx, "widgets.manage", projectId, async ({ tx, row, record }) => {
    const { widget, removed } = await lockedWidget(tx, row, widgetId);
    if (!removed) return widget;
    await assertRoom(tx, row);
    await tx.widget.update({ where: { id: widgetId }, data: { removedAt: null } });
    record({
      action: "widget.restored",
      subject: { type: "widget", id: widgetId },
      after: wholeWidget(widget),
    });
    return widget;
  });
}

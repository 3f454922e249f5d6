import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type { removeWidgetEndpoint } from "./contract.ts";
import { lockedWidget, wholeWidget } from "./widget-store.ts";

/**
 * Takes a widget off the live page; it can be brought back. A signal that no other widget shows is
 * not read any more. Removing it twice changes nothing. Throws NotFoundError.
 */
export function removeWidget(
  ctx: Context,
  input: Input<typeof removeWidgetEndpoint>,
): Promise<null> {
  const { projectId, widgetId } = input;
  return changeProject(ctx, "widgets.manage", projectId, async ({ tx, row, now, record }) => {
    const { widget, removed } = await lockedWidget(tx, row, widgetId);
    if (removed) return null;
    await tx.widget.update({ where: { id: widgetId }, data: { removedAt: now } });
    record({
      action: "widget.removed",
      subject: { type: "widget", id: widgetId },
      before: wholeWidget(widget),
    });
    return null;
  });
}

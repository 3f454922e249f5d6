import type { Json } from "#lib/platform/audit/event.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject, type LockedProject } from "#lib/projects/change-project.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { updateWidgetEndpoint, Widget } from "./contract.ts";
import { parseSignal, providerOf, sharedSignal } from "./own-signal.ts";
import { livingWidget } from "./widget-store.ts";

type Patch = Input<typeof updateWidgetEndpoint>;

/**
 * Changes how a widget looks, its thresholds and size, and what it asks. A title of one's own replaces
 * that of a preset. Fields that stay as they are leave no trace. Returns the widget. Throws
 * NotFoundError, and InvalidError for params that the provider refuses.
 */
export function updateWidget(ctx: Context, input: Patch): Promise<Widget> {
  const { projectId, widgetId, params, ...look } = input;
  return changeProject(ctx, "widgets.manage", projectId, async ({ tx, row, record }) => {
    const widget = await livingWidget(tx, row, widgetId);
    const changed = changedFields(widget, {
      ...look,
      ...(look.title !== undefined && look.title !== widget.title ? { preset: null } : {}),
      ...(params ? await askedAnew(ctx, tx, row, widget, params) : {}),
    });
    const names = Object.keys(changed) as (keyof Widget)[];
    if (names.length === 0) return widget;
    const { id: _id, integrationId: _i, signal: _s, params: _p, ...columns } = changed;
    await tx.widget.update({ where: { id: widgetId }, data: columns });
    record({
      action: "widget.changed",
      subject: { type: "widget", id: widgetId },
      before: Object.fromEntries(names.map((name) => [name, widget[name] as Json])),
      after: changed as Record<string, Json>,
    });
    return { ...widget, ...changed };
  });
}

async function askedAnew(
  ctx: Context,
  tx: Tx,
  project: LockedProject,
  { integrationId, signal }: Widget,
  params: Record<string, unknown>,
): Promise<Pick<Widget, "signalId" | "params">> {
  const provider = await providerOf(tx, project, integrationId);
  const asked = parseSignal(ctx, provider, { name: signal, params });
  const signalId = await sharedSignal(tx, project, integrationId, asked);
  return { signalId, params: asked.params };
}

function changedFields(
  widget: Widget,
  wanted: { [Name in keyof Widget]?: Widget[Name] | undefined },
) {
  // Params are told apart by the signal that they lead to.
  const sameSignal = wanted.signalId === undefined || wanted.signalId === widget.signalId;
  const entries = Object.entries(wanted).filter(([name, value]) =>
    name === "params" ? !sameSignal : value !== undefined && value !== widget[name as keyof Widget],
  );
  return Object.fromEntries(entries) as Partial<Widget>;
}

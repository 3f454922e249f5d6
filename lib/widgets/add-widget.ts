import { uuidv7 } from "uuidv7";
import type { AnyProvider, Preset } from "#lib/integrations/provider.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { sayer } from "#lib/platform/i18n/say.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type { WidgetKind } from "./choices.ts";
import type { addWidgetEndpoint, Widget } from "./contract.ts";
import { parseSignal, providerOf, refused, sharedSignal, type AskedSignal } from "./own-signal.ts";
import { assertRoom, lastRank, wholeWidget } from "./widget-store.ts";

type NewWidget = Input<typeof addWidgetEndpoint>;
type Look = Omit<Widget, "id" | "integrationId" | "signalId" | "signal" | "params" | "rank">;

const SIZES: Record<WidgetKind, { width: number; height: number }> = {
  status: { width: 1, height: 1 },
  number: { width: 1, height: 1 },
  series: { width: 2, height: 2 },
  table: { width: 2, height: 2 },
  list: { width: 1, height: 2 },
};

/**
 * Adds a widget behind the others. Its signal is read from now on, unless another widget shows it
 * already. Returns the widget. Throws InvalidError for an integration, preset, signal or params that
 * are not there, ConflictError (`too_many_widgets`).
 */
export function addWidget(ctx: Context, input: NewWidget): Promise<Widget> {
  const { projectId, integrationId } = input;
  return changeProject(ctx, "widgets.manage", projectId, async ({ tx, row, now, record }) => {
    await assertRoom(tx, row);
    const provider = await providerOf(tx, row, integrationId);
    const { asked, look } =
      input.source === "preset" ? await ofPreset(provider, input) : ofSignal(input);
    const signal = parseSignal(ctx, provider, asked);
    const signalId = await sharedSignal(tx, row, integrationId, signal);
    const widget: Widget = {
      ...{ id: uuidv7(), integrationId, signalId, signal: signal.name, params: signal.params },
      ...look,
      rank: await lastRank(tx, row),
    };
    const { integrationId: _i, signal: _s, params: _p, ...columns } = widget;
    const { organizationId, id } = row;
    await tx.widget.create({ data: { ...columns, organizationId, projectId: id, createdAt: now } });
    record({
      action: "widget.added",
      subject: { type: "widget", id: widget.id },
      after: wholeWidget(widget),
    });
    return widget;
  });
}

type Asked = { asked: AskedSignal; look: Look };

async function ofPreset(
  provider: AnyProvider,
  input: NewWidget & { source: "preset" },
): Promise<Asked> {
  const preset: Preset | undefined = provider.presets.find(({ name }) => name === input.preset);
  if (!preset) throw refused("preset", "preset_unknown");
  const { kind, unit, warnAt = null, failAt = null, lowIsBad = false } = preset;
  // What programs and the audit log call it; pages have the title in the reader's language.
  const title = (await sayer("en", "widgets"))(`presets.${preset.name}`, {});
  const look = { kind, unit, warnAt, failAt, lowIsBad, ...SIZES[kind] };
  return {
    asked: { name: preset.signal, params: preset.params },
    look: { ...look, title, preset: preset.name, onOverview: input.onOverview },
  };
}

function ofSignal(input: NewWidget & { source: "signal" }): Asked {
  const { signal, params, kind, title, unit, warnAt, failAt, lowIsBad } = input;
  const { width, height, onOverview } = input;
  return {
    asked: { name: signal, params },
    look: {
      ...{ kind, title, unit, warnAt, failAt, lowIsBad, width, height, onOverview },
      preset: null,
    },
  };
}

import { fieldsOf } from "#lib/integrations/fields.ts";
import { providers } from "#lib/integrations/provider-registry.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { db, readRows } from "#lib/platform/db/read.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { JsonText } from "#lib/platform/http/json-text.ts";
import { findProject } from "#lib/projects/queries.ts";
import type { LiveWidgets, listPresetsEndpoint, listWidgetsEndpoint } from "./live-contract.ts";
import { livePage } from "./live-sql.ts";
import { signalKey } from "./signal-key.ts";

/**
 * All widgets of a project with what their signals say: one statement, and nobody outside is asked.
 * Throws NotFoundError for a project that the reader cannot see.
 */
export async function listWidgets(
  ctx: Context,
  input: Input<typeof listWidgetsEndpoint>,
): Promise<JsonText<LiveWidgets>> {
  const { id: projectId } = await findProject(ctx, input.projectId);
  const { range, overview } = input;
  const now = ctx.now();
  const { organizationId } = ctx;
  const [page] = await readRows<{ text: string }>(
    livePage({ organizationId, projectId, range, overview, now }),
  );
  if (!page) throw new Error("no page was read");
  return new JsonText(page.text);
}

/** The same for a page that is rendered on the server. */
export async function readLivePage(
  ctx: Context,
  input: Input<typeof listWidgetsEndpoint>,
): Promise<LiveWidgets> {
  return (await listWidgets(ctx, input)).parse();
}

/** What the connected integrations offer as widgets, and which of them stand on the page already. */
export async function listPresets(
  ctx: Context,
  input: Input<typeof listPresetsEndpoint>,
): Promise<Output<typeof listPresetsEndpoint>> {
  const { id: projectId } = await findProject(ctx, input.projectId);
  const integrations = await db.integration.findMany({
    where: { projectId, organizationId: ctx.organizationId, removedAt: null },
    select: { id: true, name: true, provider: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const widgets = await db.widget.findMany({
    where: { projectId, organizationId: ctx.organizationId, removedAt: null },
    select: { kind: true, signal: { select: { integrationId: true, key: true } } },
  });
  const there = new Set(
    widgets.map(({ kind, signal }) => `${signal.integrationId} ${signal.key} ${kind}`),
  );
  return {
    integrations: integrations.map(({ id, name, provider }) => {
      const { signals = {}, presets = [] } = providers[provider] ?? {};
      return {
        ...{ id, name, provider },
        signals: Object.entries(signals).map(([signal, { params }]) => ({
          name: signal,
          fields: fieldsOf(params),
        })),
        presets: presets.map((preset) => {
          const params = signals[preset.signal]?.params.safeParse(preset.params).data ?? {};
          const key = signalKey(preset.signal, params);
          const { kind, unit } = preset;
          return { name: preset.name, kind, unit, added: there.has(`${id} ${key} ${kind}`) };
        }),
      };
    }),
  };
}

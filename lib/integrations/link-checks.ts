import { uuidv7 } from "uuidv7";
import type { Tx } from "#lib/platform/db/client.ts";
import type { Locale } from "#lib/platform/i18n/locales.ts";
import { findProjectAutomation } from "#lib/templates/queries.ts";
import type { ProviderId } from "./choices.ts";
import { providers } from "./provider-registry.ts";

/** A check of the catalog, for one item of a project. */
export type Mention = { code: string; name: string; signal: Record<Locale, string> };

/** What the catalog has of one provider for the items of a project, in the catalog's order. */
export async function mentionsOf(projectId: string, provider: ProviderId): Promise<Mention[]> {
  const automation = await findProjectAutomation(projectId);
  return [...automation].flatMap(([code, checks]) =>
    checks
      .filter((check) => check.provider === provider)
      .map(({ check, signal }) => ({ code, name: check, signal })),
  );
}

type Owner = { id: string; organizationId: string };

/**
 * Gives an integration a row for each check that it carries out for an item of its project, and joins
 * them with these items, also with those outside of the scope. What is there already stays as it is,
 * so it may be called again at any time. The checks are due within ten seconds from `now`.
 */
export async function linkChecks(
  tx: Tx,
  project: Owner,
  integration: { id: string; provider: ProviderId },
  now: Date,
): Promise<void> {
  const { id: projectId, organizationId } = project;
  const known = providers[integration.provider]?.checks ?? {};
  const mentions = (await mentionsOf(projectId, integration.provider))
    .filter(({ name }) => name in known)
    .map(({ code, name }) => ({ code, name }));
  const names = [...new Set(mentions.map(({ name }) => name))];
  const rows = names.map((name) => ({ id: uuidv7(), name }));
  await tx.$executeRaw`
    INSERT INTO checks (id, organization_id, project_id, integration_id, name, next_run_at)
    SELECT n.id, ${organizationId}::uuid, ${projectId}::uuid, ${integration.id}::uuid, n.name,
      ${now}::timestamptz + (SELECT random()) * interval '10 seconds'
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, name text)
    WHERE EXISTS (SELECT FROM items i
      JOIN jsonb_to_recordset(${JSON.stringify(mentions)}::jsonb) AS m(code text, name text)
        ON m.code = i.code AND m.name = n.name
      WHERE i.project_id = ${projectId}::uuid)
    ON CONFLICT (integration_id, name) DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO item_checks (organization_id, project_id, item_id, check_id)
    SELECT ${organizationId}::uuid, ${projectId}::uuid, i.id, c.id
    FROM jsonb_to_recordset(${JSON.stringify(mentions)}::jsonb) AS m(code text, name text)
    JOIN items i ON i.project_id = ${projectId}::uuid AND i.code = m.code
    JOIN checks c ON c.integration_id = ${integration.id}::uuid AND c.name = m.name
    ON CONFLICT (item_id, check_id) DO NOTHING`;
}

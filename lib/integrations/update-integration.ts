import type { Json } from "#lib/platform/audit/event.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { findProject } from "#lib/projects/queries.ts";
import type { Integration, updateIntegrationEndpoint } from "./contract.ts";
import { checkChanges, type Given } from "./given.ts";
import {
  assertUnchanged,
  credentialsOf,
  findIntegration,
  lockedIntegration,
  outcomeOf,
  type Row,
  sealCredentials,
  settingsForAudit,
} from "./integration-store.ts";
import { linkChecks } from "./link-checks.ts";
import { assertWorked, type Probe, probe } from "./probe.ts";
import { toIntegration } from "./to-integration.ts";

type Wanted = Input<typeof updateIntegrationEndpoint>;

/** What was tested and how that went. */
type Tested = { row: Row; given: Given; result: Probe };

/**
 * Changes an integration. A new configuration or new credentials are tried first, and its checks are
 * due at once afterwards. Throws as `connectIntegration` does, NotFoundError, and ConflictError
 * (`integration_changed`) where somebody else changed it while it was tried.
 */
export async function updateIntegration(ctx: Context, input: Wanted): Promise<Integration> {
  const { id: projectId } = await findProject(ctx, input.projectId, "integrations.manage");
  const row = await findIntegration(ctx, projectId, input.integrationId);
  if (input.credentials) requireStepUp(ctx);
  if (!input.config && !input.credentials) return save(ctx, input, null);
  const given = checkChanges(ctx, row, input);
  const result = await probe(row.provider, given.config, given.credentials);
  if (!input.saveAnyway) await assertWorked(ctx, "integration_test_failed", result);
  return save(ctx, input, { row, given, result });
}

function save(ctx: Context, input: Wanted, tested: Tested | null): Promise<Integration> {
  return changeProject(ctx, "integrations.manage", input.projectId, async (change) => {
    const { tx, row: project, now, record } = change;
    const before = await lockedIntegration(tx, project, input.integrationId);
    if (tested) assertUnchanged(tested.row, before);
    const { id, provider } = before;
    const after = await tx.integration.update({
      where: { id },
      data: {
        name: input.name ?? before.name,
        intervalSeconds: input.intervalSeconds ?? before.intervalSeconds,
        ...(tested && {
          config: tested.given.config,
          ...(input.credentials && { credentials: sealCredentials(id, tested.given.credentials) }),
          ...outcomeOf(tested.result, now),
        }),
      },
    });
    const changed = differences(before, after, Object.keys(input.credentials ?? {}));
    if (tested || changed) {
      const subject = { type: "integration", id };
      record({ action: "integration.updated", subject, ...(changed ?? {}) });
    }
    if (tested) {
      await linkChecks(tx, project, { id, provider }, now);
      await hurryChecks(tx, id, now);
    }
    return toIntegration(tx, after, now);
  });
}

/** Makes all checks of an integration due within ten seconds. */
export async function hurryChecks(tx: Tx, integrationId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE checks SET next_run_at = ${now}::timestamptz + (SELECT random()) * interval '10 seconds'
    WHERE integration_id = ${integrationId}::uuid`;
}

type Fields = Record<string, Json>;

/** What differs, before and after; of credentials the names of those that were given. */
function differences(
  before: Row,
  after: Row,
  given: string[],
): { before: Fields; after: Fields } | null {
  const was = settingsForAudit(before, Object.keys(credentialsOf(before)));
  const is = settingsForAudit(after, Object.keys(credentialsOf(after)));
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  const pick = (fields: Fields): Fields =>
    Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
  if (names.length === 0 && given.length === 0) return null;
  const replaced: Fields = given.length > 0 ? { changedCredentials: given.toSorted() } : {};
  return { before: pick(was), after: { ...pick(is), ...replaced } };
}

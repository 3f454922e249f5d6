import type { Context } from "#lib/platform/auth/context.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type {
  Integration,
  removeIntegrationEndpoint,
  restoreIntegrationEndpoint,
} from "./contract.ts";
import { credentialsOf, lockedIntegration, settingsForAudit } from "./integration-store.ts";
import { linkChecks } from "./link-checks.ts";
import { toIntegration } from "./to-integration.ts";
import { hurryChecks } from "./update-integration.ts";

/** For how long a removed integration can be brought back; then its credentials are forgotten. */
export const RESTORABLE_HOURS = 24;

/** Removes an integration; removing it twice changes nothing. Throws NotFoundError. */
export function removeIntegration(
  ctx: Context,
  { projectId, integrationId }: Input<typeof removeIntegrationEndpoint>,
): Promise<null> {
  return changeProject(ctx, "integrations.manage", projectId, async (change) => {
    const { tx, row: project, now, record } = change;
    const row = await lockedIntegration(tx, project, integrationId, "removed too");
    if (row.removedAt) return null;
    await tx.integration.update({ where: { id: row.id }, data: { removedAt: now } });
    record({
      action: "integration.removed",
      subject: { type: "integration", id: row.id },
      before: settingsForAudit(row, Object.keys(credentialsOf(row))),
    });
    return null;
  });
}

/**
 * Brings a removed integration back as it was, with its checks due at once. One that is not removed
 * stays as it is. Throws NotFoundError, also for one that was removed more than a day ago.
 */
export function restoreIntegration(
  ctx: Context,
  { projectId, integrationId }: Input<typeof restoreIntegrationEndpoint>,
): Promise<Integration> {
  return changeProject(ctx, "integrations.manage", projectId, async (change) => {
    const { tx, row: project, now, record } = change;
    const row = await lockedIntegration(tx, project, integrationId, "removed too");
    if (!row.removedAt) return toIntegration(tx, row, now);
    const oldest = now.getTime() - RESTORABLE_HOURS * 3_600_000;
    if (row.removedAt.getTime() < oldest) throw new NotFoundError("integration_not_found");
    const { id, provider } = row;
    const back = await tx.integration.update({ where: { id }, data: { removedAt: null } });
    await linkChecks(tx, project, { id, provider }, now);
    await hurryChecks(tx, id, now);
    record({
      action: "integration.restored",
      subject: { type: "integration", id },
      after: settingsForAudit(back, Object.keys(credentialsOf(back))),
    });
    return toIntegration(tx, back, now);
  });
}

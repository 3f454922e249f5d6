import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type { Integration, pauseIntegrationEndpoint } from "./contract.ts";
import { lockedIntegration } from "./integration-store.ts";
import { toIntegration } from "./to-integration.ts";
import { hurryChecks } from "./update-integration.ts";

/**
 * Pauses an integration, so that nothing is asked of its provider, or lets it go on, with its checks
 * due at once. What is so already stays as it is. Throws NotFoundError.
 */
export function pauseIntegration(
  ctx: Context,
  input: Input<typeof pauseIntegrationEndpoint>,
): Promise<Integration> {
  const { projectId, integrationId, paused } = input;
  return changeProject(ctx, "integrations.manage", projectId, async (change) => {
    const { tx, row: project, now, record } = change;
    const before = await lockedIntegration(tx, project, integrationId);
    if ((before.pausedAt !== null) === paused) return toIntegration(tx, before, now);
    const { id, name } = before;
    const after = await tx.integration.update({
      where: { id },
      data: { pausedAt: paused ? now : null },
    });
    if (!paused) await hurryChecks(tx, id, now);
    record({
      action: paused ? "integration.paused" : "integration.resumed",
      subject: { type: "integration", id },
      after: { name },
    });
    return toIntegration(tx, after, now);
  });
}

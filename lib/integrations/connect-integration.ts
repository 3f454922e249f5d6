import { uuidv7 } from "uuidv7";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { findProject } from "#lib/projects/queries.ts";
import type { connectIntegrationEndpoint, Integration } from "./contract.ts";
import { checkGiven, type Given } from "./given.ts";
import { outcomeOf, sealCredentials, settingsForAudit } from "./integration-store.ts";
import { linkChecks } from "./link-checks.ts";
import { assertWorked, type Probe, probe } from "./probe.ts";
import { toIntegration } from "./to-integration.ts";

const MOST = 50;

type Wanted = Input<typeof connectIntegrationEndpoint>;

/**
 * Connects a service: tries it, then saves it with its checks, which are due at once. Throws
 * ForbiddenError for credentials without a fresh proof, InvalidError for bad fields and, unless it is
 * to be saved anyway, for a test that failed (`integration_test_failed`), ConflictError for one too many.
 */
export async function connectIntegration(ctx: Context, input: Wanted): Promise<Integration> {
  await findProject(ctx, input.projectId, "integrations.manage");
  const given = checkGiven(ctx, input.provider, input.config, input.credentials);
  if (Object.keys(given.credentials).length > 0) requireStepUp(ctx);
  const result = await probe(input.provider, given.config, given.credentials);
  if (!input.saveAnyway) await assertWorked(ctx, "integration_test_failed", result);
  return save(ctx, input, given, result);
}

function save(ctx: Context, input: Wanted, given: Given, result: Probe): Promise<Integration> {
  const { provider, name, intervalSeconds } = input;
  return changeProject(ctx, "integrations.manage", input.projectId, async (change) => {
    const { tx, row: project, now, record } = change;
    const { id: projectId, organizationId } = project;
    const present = await tx.integration.count({ where: { projectId, removedAt: null } });
    if (present >= MOST) throw new ConflictError("too_many_integrations", { max: MOST });
    const id = uuidv7();
    const { config, credentials } = given;
    const made = { id, organizationId, projectId, provider, name, config, intervalSeconds };
    const sealed = sealCredentials(id, credentials);
    await tx.integration.create({
      data: { ...made, credentials: sealed, createdBy: ctx.userId, createdAt: now },
    });
    const row = await tx.integration.update({ where: { id }, data: outcomeOf(result, now) });
    await linkChecks(tx, project, { id, provider }, now);
    record({
      action: "integration.connected",
      subject: { type: "integration", id },
      after: settingsForAudit(row, Object.keys(credentials)),
    });
    return toIntegration(tx, row, now);
  });
}

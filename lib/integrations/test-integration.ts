import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { findProject } from "#lib/projects/queries.ts";
import type {
  IntegrationTest,
  testIntegrationEndpoint,
  testNewIntegrationEndpoint,
} from "./connect-contract.ts";
import { checkChanges, checkGiven } from "./given.ts";
import {
  assertUnchanged,
  findIntegration,
  lockedIntegration,
  outcomeOf,
  type Row,
} from "./integration-store.ts";
import { preflight } from "./preflight.ts";
import { probe, type Probe } from "./probe.ts";

/** Tries a connection that is not saved, and saves nothing. Throws InvalidError for bad fields. */
export async function testNewIntegration(
  ctx: Context,
  input: Input<typeof testNewIntegrationEndpoint>,
): Promise<IntegrationTest> {
  const { id: projectId } = await findProject(ctx, input.projectId, "integrations.manage");
  const given = checkGiven(ctx, input.provider, input.config, input.credentials);
  const result = await probe(input.provider, given.config, given.credentials);
  return { ...result, items: await preflight(projectId, given, result.access, ctx.locale) };
}

/**
 * Tries a saved connection. As it is saved, the result is kept and a success closes the breaker; with
 * changes, nothing is. Throws NotFoundError, and InvalidError for bad fields.
 */
export async function testIntegration(
  ctx: Context,
  input: Input<typeof testIntegrationEndpoint>,
): Promise<IntegrationTest> {
  const { id: projectId } = await findProject(ctx, input.projectId, "integrations.manage");
  const row = await findIntegration(ctx, projectId, input.integrationId);
  const given = checkChanges(ctx, row, input);
  const result = await probe(row.provider, given.config, given.credentials);
  if (!input.config && !input.credentials) await keep(ctx, input.projectId, row, result);
  return { ...result, items: await preflight(projectId, given, result.access, ctx.locale) };
}

function keep(ctx: Context, projectId: string, row: Row, result: Probe): Promise<void> {
  return changeProject(ctx, "integrations.manage", projectId, async (change) => {
    const { tx, row: project, now, record } = change;
    assertUnchanged(row, await lockedIntegration(tx, project, row.id));
    await tx.integration.update({ where: { id: row.id }, data: outcomeOf(result, now) });
    record({
      action: "integration.tested",
      subject: { type: "integration", id: row.id },
      after: { name: row.name, failure: result.reason },
    });
  });
}

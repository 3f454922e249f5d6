import { uuidv7 } from "uuidv7";
import type { Item, Verdict } from "#lib/checklist/contract.ts";
import type { ProviderId } from "#lib/integrations/choices.ts";
import { linkChecks } from "#lib/integrations/link-checks.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { createTestProject, type TestProject } from "./projects.ts";

/**
 * An integration that was never tried, with the checks that the catalog has for it; none is due for an
 * hour. What they have found, `foundBy` says. Returns its id.
 */
export async function linkIntegration(
  { projectId, organizationId, lead }: TestProject,
  provider: ProviderId,
): Promise<string> {
  const id = uuidv7();
  const now = new Date();
  const later = new Date(now.getTime() + 3_600_000);
  await writeClient().integration.create({
    data: {
      ...{ id, organizationId, projectId, provider, name: `Our ${provider}`, config: {} },
      ...{ createdBy: lead.userId, createdAt: now },
    },
  });
  const project = { id: projectId, organizationId };
  await writeClient().$transaction((tx) => linkChecks(tx, project, { id, provider }, now));
  await writeClient().check.updateMany({
    where: { integrationId: id },
    data: { nextRunAt: later },
  });
  return id;
}

/** A project with an integration that was never tried, and where an item of it stands in the API. */
export async function watchedProject(provider: ProviderId) {
  const project = await createTestProject();
  const { projectId, items } = project;
  return {
    project,
    integrationId: await linkIntegration(project, provider),
    place: (code: string) => ({ projectId, itemId: itemWith(items, code).id }),
  };
}

type Found = { reason?: string; ranAt?: Date };

/** Stores what a check has found, as a run of the worker does. */
export async function foundBy(
  integrationId: string,
  name: string,
  verdict: Verdict,
  { reason, ranAt = new Date() }: Found = {},
): Promise<string> {
  const { id } = await writeClient().check.update({
    where: { integrationId_name: { integrationId, name } },
    data: { verdict, reason: reason ?? null, ranAt, changedAt: ranAt },
  });
  return id;
}

/** The item of a code, as it is stored now. */
export async function itemNow({ items }: Pick<TestProject, "items">, code: string) {
  const row = await db.item.findUnique({ where: { id: itemWith(items, code).id } });
  if (!row) throw new Error(`The project has no item ${code}`);
  return row;
}

/** The item of a code. */
export function itemWith(items: readonly Item[], code: string): Item {
  const item = items.find((each) => each.code === code);
  if (!item) throw new Error(`The project has no item ${code}`);
  return item;
}

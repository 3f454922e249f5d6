import { uuidv7 } from "uuidv7";
import { sealCredentials } from "#lib/integrations/integration-store.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import { env } from "#lib/platform/env.ts";
import { addWidget } from "#lib/widgets/add-widget.ts";
import type { Widget } from "#lib/widgets/contract.ts";
import { createTestProject, type TestProject } from "./projects.ts";

type Fields = Partial<Prisma.IntegrationUncheckedCreateInput>;

/** Connects a project with the database of the tests, by the provider for Postgres; returns the integration's id. */
export async function connectTestDatabase(
  { organizationId, projectId, lead }: TestProject,
  { url = env().DATABASE_URL, ...fields }: Fields & { url?: string } = {},
): Promise<string> {
  const id = uuidv7();
  await writeClient().integration.create({
    data: {
      ...{ id, organizationId, projectId, provider: "postgres", name: "Database", config: {} },
      credentials: sealCredentials(id, { url }),
      createdBy: lead.userId,
      createdAt: new Date(),
      ...fields,
    },
  });
  return id;
}

/** A widget that asks for slow statements; `limitMs` tells signals apart. */
export function addTestWidget(
  { lead, projectId }: TestProject,
  integrationId: string,
  title: string,
  limitMs = 200,
): Promise<Widget> {
  return addWidget(lead, {
    ...{
      source: "signal",
      projectId,
      integrationId,
      signal: "slow_queries",
      title,
      kind: "number",
    },
    params: { limitMs },
    ...{ unit: "", warnAt: null, failAt: null, lowIsBad: false, width: 1, height: 1 },
    onOverview: false,
  });
}

/** A project with its database connected and one widget, and no sample in the whole installation. */
export async function createWatchedProject(): Promise<{
  project: TestProject;
  integrationId: string;
  widget: Widget;
}> {
  // How far samples are rolled up is one figure for all projects.
  await writeClient().hourlySample.deleteMany();
  await writeClient().sample.deleteMany();
  const project = await createTestProject();
  const integrationId = await connectTestDatabase(project);
  return { project, integrationId, widget: await addTestWidget(project, integrationId, "Slow") };
}

import { beforeEach, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { evaluateProject } from "#lib/checks/evaluate-project.ts";
import { removeProjectMember } from "#lib/projects/remove-project-member.ts";
import { archiveProject } from "#lib/projects/archive-project.ts";
import { foundBy, itemWith, linkIntegration } from "#lib/testing/checks.ts";
import { createTestProject, recorded, type TestProject } from "#lib/testing/projects.ts";
import { pruneNotifications } from "./jobs.ts";
import { listNotifications } from "./queries.ts";
import { readNotifications } from "./read-notifications.ts";

const CHECKS = { "connections.below-80pct": "P2.2.a.1", "statements.extension-on": "P2.2.c.2" };

let project: TestProject;

beforeEach(async () => {
  project = await createTestProject();
  const integrationId = await linkIntegration(project, "postgres");
  for (const verdict of ["pass", "fail"] as const) {
    for (const name of Object.keys(CHECKS)) {
      await foundBy(integrationId, name, verdict);
      await evaluateProject(project.projectId);
    }
  }
});

const list = (ctx = project.lead, input = {}) => listNotifications(ctx, { limit: 30, ...input });

test("a lead is told of each item that fails, the latest first, in pages", async () => {
  const { projectId, items } = project;
  const page = await list(project.lead, { limit: 1 });
  const failed = itemWith(items, "P2.2.c.2");
  expect(page).toMatchObject({
    unread: 2,
    notifications: [
      {
        ...{ kind: "verdict_failed", readAt: null, project: { id: projectId } },
        item: { id: failed.id, code: failed.code, title: failed.title },
      },
    ],
  });
  const rest = await list(project.lead, { limit: 1, cursor: page.nextCursor });
  expect(rest).toMatchObject({ notifications: [{ item: { code: "P2.2.a.1" } }], nextCursor: null });
  expect(await list(project.engineer)).toMatchObject({ notifications: [], unread: 0 });
});

test("what is read stays in the list, one or all of them, and is no event", async () => {
  const { notifications } = await list();
  const { result, events } = await recorded(project, () =>
    readNotifications(project.lead, { ids: notifications.slice(0, 1).map(({ id }) => id) }),
  );
  expect(result).toEqual({ unread: 1 });
  expect(events).toEqual([]);
  expect(await readNotifications(project.lead, {})).toEqual({ unread: 0 });
  expect((await list()).notifications.every(({ readAt }) => readAt !== null)).toBe(true);
});

test("nobody reads or marks what others were told", async () => {
  const ids = (await list()).notifications.map(({ id }) => id);
  for (const ctx of [project.engineer, project.owner, project.stranger]) {
    expect(await readNotifications(ctx, { ids })).toEqual({ unread: 0 });
  }
  expect(await list()).toMatchObject({ unread: 2 });
});

test("whoever may no longer see a project hears no more of it, and nobody of an archived one", async () => {
  const { projectId, lead, owner } = project;
  await archiveProject(owner, { projectId, archived: true });
  expect(await list()).toMatchObject({ notifications: [], unread: 0 });
  await archiveProject(owner, { projectId, archived: false });
  expect(await list()).toMatchObject({ unread: 2 });
  await removeProjectMember(owner, { projectId, userId: lead.userId });
  expect(await list()).toMatchObject({ notifications: [], unread: 0 });
});

test("what was told half a year ago is forgotten", async () => {
  const [latest] = (await list()).notifications;
  await writeClient().notification.updateMany({
    where: { id: latest?.id },
    data: { createdAt: new Date(Date.now() - 181 * 86_400_000) },
  });
  expect(await pruneNotifications.run(new AbortController().signal)).toEqual({ notifications: 1 });
  expect(await list()).toMatchObject({ unread: 1, notifications: [{ readAt: null }] });
});

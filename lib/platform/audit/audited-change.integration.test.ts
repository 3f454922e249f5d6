import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { verifyProjectAudit } from "#lib/audit/verify-audit.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { createBareProject, renameProject } from "#lib/testing/bare-project.ts";

const REFUSED = { code: "42501" };

async function asRole<T>(
  url: string | undefined,
  run: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

const asApplication = <T>(run: (client: pg.Client) => Promise<T>) =>
  asRole(process.env.DATABASE_URL, run);
const asOwner = <T>(run: (client: pg.Client) => Promise<T>) =>
  asRole(process.env.DATABASE_OWNER_URL, run);

async function eventsOf(stream: string) {
  return db.auditEvent.findMany({ where: { streamId: stream }, orderBy: { seq: "asc" } });
}

async function revisionOf(projectId: string): Promise<number> {
  const { revision } = await writeClient().project.findUniqueOrThrow({ where: { id: projectId } });
  return revision;
}

async function setting(): Promise<{ ctx: Context; projectId: string }> {
  const { owner, organizationId } = await createTestOrganization();
  return { ctx: owner, projectId: await createBareProject(organizationId) };
}

test("a change and its event are stored together, with who, when, from where and what", async () => {
  const { ctx, projectId } = await setting();
  expect(await renameProject(ctx, projectId, "Atlas")).toBe(1);

  const [event, ...others] = await eventsOf(projectId);
  expect(others).toEqual([]);
  expect(await revisionOf(projectId)).toBe(1);
  expect(JSON.parse(event?.body ?? "")).toMatchObject({
    v: 1,
    stream: projectId,
    seq: 1,
    actor: { id: ctx.userId, via: "session" },
    action: "project.edited",
    subject: { type: "project", id: projectId },
    before: { name: "Bare" },
    after: { name: "Atlas" },
    request: ctx.requestId,
  });
});

test("a change that fails leaves neither its writes nor its events", async () => {
  const { ctx, projectId } = await setting();
  await renameProject(ctx, projectId, "Atlas");
  const failing = changeProject(ctx, "project.edit", projectId, async ({ tx, row, record }) => {
    await tx.project.update({ where: { id: row.id }, data: { name: "Lost" } });
    record({ action: "project.edited", subject: { type: "project", id: row.id } });
    throw new ConflictError();
  });
  await expect(failing).rejects.toBeInstanceOf(ConflictError);

  const project = await writeClient().project.findUniqueOrThrow({ where: { id: projectId } });
  expect(project).toMatchObject({ name: "Atlas", revision: 1 });
  expect(await eventsOf(projectId)).toHaveLength(1);
});

test("a change that records nothing leaves the chain as it was", async () => {
  const { ctx, projectId } = await setting();
  await changeProject(ctx, "project.edit", projectId, async () => null);
  expect(await revisionOf(projectId)).toBe(0);
});

test("fifty changes at once get fifty places in a row, and the chain verifies", async () => {
  const { ctx, projectId } = await setting();
  const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
  const places = await Promise.all(
    numbers.map((number) => renameProject(ctx, projectId, `Name ${number}`)),
  );
  expect(places.sort((a, b) => a - b)).toEqual(numbers);

  const events = (await eventsOf(projectId)).map(({ body }) => JSON.parse(body) as EventNames);
  // Each saw what the one before had left: nobody worked on an outdated row.
  expect(events.slice(1).map(({ before }) => before.name)).toEqual(
    events.slice(0, -1).map(({ after }) => after.name),
  );
  expect(await verifyProjectAudit(ctx, { projectId, limit: 1_000 })).toMatchObject({
    valid: true,
    verified: 50,
    nextCursor: null,
  });
});

type EventNames = { before: { name: string }; after: { name: string } };

test("one change may record many events, which stand in the order of recording", async () => {
  const { ctx, projectId } = await setting();
  const places = await changeProject(ctx, "project.edit", projectId, async ({ row, record }) =>
    Array.from({ length: 500 }, () =>
      record({ action: "project.edited", subject: { type: "project", id: row.id } }),
    ),
  );
  expect(places).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  expect(await verifyProjectAudit(ctx, { projectId, limit: 1_000 })).toMatchObject({
    valid: true,
    verified: 500,
  });
});

test("somebody of another organisation finds no project to change", async () => {
  const { projectId } = await setting();
  const { owner } = await createTestOrganization();
  await expect(renameProject(owner, projectId, "Taken")).rejects.toBeInstanceOf(NotFoundError);
});

test.each([
  "INSERT INTO audit_events SELECT * FROM audit_events LIMIT 1",
  "UPDATE audit_events SET body = '{}'",
  "DELETE FROM audit_events",
  "TRUNCATE audit_events",
  "DELETE FROM audit_origins",
  "ALTER TABLE audit_events DISABLE TRIGGER ALL",
  "DROP TABLE audit_events",
  "SET session_replication_role = replica",
])("the application's role may not: %s", async (sql) => {
  const { ctx, projectId } = await setting();
  await renameProject(ctx, projectId, "Kept");
  await expect(asApplication((client) => client.query(sql))).rejects.toMatchObject(REFUSED);
});

test.each([
  "UPDATE audit_events SET body = '{}'",
  "DELETE FROM audit_events",
  "TRUNCATE audit_events",
])("not even the tables' owner can: %s", async (sql) => {
  const { ctx, projectId } = await setting();
  await renameProject(ctx, projectId, "Kept");
  await expect(asOwner((client) => client.query(sql))).rejects.toMatchObject(REFUSED);
  expect(await eventsOf(projectId)).toHaveLength(1);
});

test("the append function refuses an event out of its place", async () => {
  const { ctx, projectId } = await setting();
  await renameProject(ctx, projectId, "First");
  const append = (body: object) =>
    asApplication((client) =>
      client.query("SELECT append_audit_events('project', $1, $2)", [
        projectId,
        [JSON.stringify(body)],
      ]),
    );
  const event = { stream: projectId, seq: 7, at: new Date(), action: "project.edited" };
  await expect(append(event)).rejects.toThrow("out of place");
  await expect(append({ ...event, seq: 2, stream: randomUUID() })).rejects.toThrow("out of place");
  expect(await revisionOf(projectId)).toBe(1);
});

test("the connections for reading cannot write", async () => {
  const { ctx } = await setting();
  const write = db.$queryRaw`UPDATE users SET name = 'x' WHERE id = ${ctx.userId}::uuid RETURNING id`;
  await expect(write).rejects.toThrow("read-only transaction");
});

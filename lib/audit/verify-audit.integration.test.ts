import pg from "pg";
import { expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { ForbiddenError, InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import { createProjectActor, createTestOrganization } from "#lib/testing/actors.ts";
import { createBareProject, renameProject } from "#lib/testing/bare-project.ts";
import { verifyOrganizationAudit, verifyProjectAudit } from "./verify-audit.ts";

const EVERYTHING = 10_000_000;

async function setting(events = 6) {
  const { owner, member, organizationId } = await createTestOrganization();
  const projectId = await createBareProject(organizationId);
  for (let count = 1; count <= events; count += 1) {
    await renameProject(owner, projectId, `N${count}`);
  }
  return { owner, member, organizationId, projectId };
}

/** Runs SQL as somebody who owns the server and can switch the triggers off. */
async function tamper(sql: string, ...values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await client.connect();
  try {
    await client.query("SET session_replication_role = replica");
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}

const verify = (ctx: Context, projectId: string) =>
  verifyProjectAudit(ctx, { projectId, limit: EVERYTHING });

test("an untouched chain is good, and its last hash is told", async () => {
  const { owner, projectId } = await setting();
  const result = await verify(owner, projectId);
  expect(result).toEqual({
    valid: true,
    chains: [
      {
        stream: projectId,
        project: { slug: `bare-${projectId}`, name: "N6" },
        valid: true,
        events: 6,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        firstBadSeq: null,
        reason: null,
      },
    ],
    verified: 6,
    total: 6,
    nextCursor: null,
  });
});

test.each([
  {
    what: "an edited event",
    sql: `UPDATE audit_events SET body = replace(body, 'N3', 'M3') WHERE stream_id = $1 AND seq = 3`,
    firstBadSeq: 3,
    reason: "hash_mismatch",
  },
  {
    what: "an edited event whose hash was made anew",
    sql: `UPDATE audit_events e SET body = replace(e.body, 'N3', 'M3'),
      hash = sha256(p.hash || convert_to(replace(e.body, 'N3', 'M3'), 'UTF8'))
      FROM audit_events p WHERE e.stream_id = $1 AND e.seq = 3 AND p.stream_id = $1 AND p.seq = 2`,
    firstBadSeq: 4,
    reason: "hash_mismatch",
  },
  {
    what: "another hash",
    sql: `UPDATE audit_events SET hash = sha256('x') WHERE stream_id = $1 AND seq = 5`,
    firstBadSeq: 5,
    reason: "hash_mismatch",
  },
  {
    what: "a deleted event",
    sql: "DELETE FROM audit_events WHERE stream_id = $1 AND seq = 2",
    firstBadSeq: 2,
    reason: "out_of_sequence",
  },
  {
    what: "a missing end",
    sql: "DELETE FROM audit_events WHERE stream_id = $1 AND seq > 4",
    firstBadSeq: 5,
    reason: "missing_events",
  },
  {
    what: "a missing end with a smaller revision",
    sql: `WITH gone AS (DELETE FROM audit_events WHERE stream_id = $1 AND seq = 6)
      UPDATE projects SET revision = 4 WHERE id = $1`,
    firstBadSeq: 5,
    reason: "surplus_events",
  },
  {
    what: "two events in each other's place",
    sql: `UPDATE audit_events SET seq = CASE seq WHEN 2 THEN 103 ELSE 102 END
        WHERE stream_id = $1 AND seq IN (2, 3);
      UPDATE audit_events SET seq = seq - 100 WHERE stream_id = $1 AND seq > 100`,
    firstBadSeq: 2,
    reason: "out_of_sequence",
  },
  {
    what: "an inserted event",
    sql: `INSERT INTO audit_events (organization_id, stream, stream_id, seq, occurred_at, actor_id, action,
        subject_id, origin_id, body, hash)
      SELECT organization_id, stream, stream_id, 7, occurred_at, actor_id, action, subject_id, origin_id,
        body, hash FROM audit_events WHERE stream_id = $1 AND seq = 6`,
    firstBadSeq: 7,
    reason: "surplus_events",
  },
  {
    what: "an unreadable event",
    sql: `UPDATE audit_events SET body = '[' WHERE stream_id = $1 AND seq = 1`,
    firstBadSeq: 1,
    reason: "body_unreadable",
  },
  {
    what: "another actor in the columns",
    sql: `UPDATE audit_events SET actor_id = gen_random_uuid() WHERE stream_id = $1 AND seq = 4`,
    firstBadSeq: 4,
    reason: "columns_differ",
  },
  {
    what: "another time in the columns",
    sql: `UPDATE audit_events SET occurred_at = occurred_at - interval '1 day' WHERE stream_id = $1 AND seq = 4`,
    firstBadSeq: 4,
    reason: "columns_differ",
  },
  {
    what: "an event moved to another organisation",
    sql: `UPDATE audit_events SET organization_id = gen_random_uuid() WHERE stream_id = $1 AND seq = 4`,
    firstBadSeq: 4,
    reason: "columns_differ",
  },
  {
    what: "another address",
    sql: `UPDATE audit_origins o SET ip = '10.0.0.1' FROM audit_events e
      WHERE e.stream_id = $1 AND o.id = e.origin_id`,
    firstBadSeq: 1,
    reason: "origin_differs",
  },
])("$what is found and named", async ({ sql, firstBadSeq, reason }) => {
  const { owner, projectId } = await setting();
  for (const statement of sql.split(";")) {
    await tamper(statement.replaceAll("$1", `'${projectId}'`));
  }
  const result = await verify(owner, projectId);
  expect(result.valid).toBe(false);
  expect(result.chains).toMatchObject([
    { valid: false, events: firstBadSeq - 1, firstBadSeq, reason },
  ]);
});

test("erasing from where somebody acted leaves the chain good", async () => {
  const { owner, organizationId, projectId } = await setting();
  await tamper(
    "UPDATE audit_origins SET ip = NULL, user_agent = NULL WHERE organization_id = $1",
    organizationId,
  );
  expect(await verify(owner, projectId)).toMatchObject({ valid: true, verified: 6 });
});

test("a chain verified in steps adds up, and finds a fault in a later step", async () => {
  const { owner, projectId } = await setting(7);
  const step = (cursor?: string) => verifyProjectAudit(owner, { projectId, limit: 3, cursor });
  const first = await step();
  expect(first).toMatchObject({ valid: true, verified: 3, total: 7 });
  const second = await step(first.nextCursor ?? "");
  expect(second).toMatchObject({ valid: true, verified: 6, chains: [{ events: 3 }] });
  expect(await step(second.nextCursor ?? "")).toMatchObject({ verified: 7, nextCursor: null });

  await tamper(
    "UPDATE audit_events SET body = replace(body, 'N5', 'M5') WHERE stream_id = $1 AND seq = 5",
    projectId,
  );
  expect(await step(first.nextCursor ?? "")).toMatchObject({
    valid: false,
    chains: [{ firstBadSeq: 5 }],
    nextCursor: null,
  });
});

test("the organisation's verification covers every chain, whole or in steps", async () => {
  const { owner, organizationId, projectId } = await setting(4);
  const other = await createBareProject(organizationId);
  for (let count = 0; count < 5; count += 1) await renameProject(owner, other, `O${count}`);
  const whole = await verifyOrganizationAudit(owner, { limit: EVERYTHING });
  expect(whole).toMatchObject({ valid: true, verified: 9, total: 9, nextCursor: null });
  expect(whole.chains.map(({ stream, events }) => [stream, events])).toEqual([
    [organizationId, 0],
    [projectId, 4],
    [other, 5],
  ]);

  const reached: string[] = [];
  let verified = 0;
  let cursor: string | null = null;
  do {
    const step = await verifyOrganizationAudit(owner, { limit: 2, cursor: cursor ?? undefined });
    reached.push(...step.chains.map(({ stream }) => stream));
    verified = step.verified;
    cursor = step.nextCursor;
  } while (cursor);
  expect(verified).toBe(9);
  expect(new Set(reached)).toEqual(new Set([organizationId, projectId, other]));
});

test("a bad chain does not hide the others", async () => {
  const { owner, organizationId, projectId } = await setting(3);
  const other = await createBareProject(organizationId);
  await renameProject(owner, other, "Fine");
  await tamper("DELETE FROM audit_events WHERE stream_id = $1 AND seq = 1", projectId);
  const result = await verifyOrganizationAudit(owner, { limit: EVERYTHING });
  expect(result.valid).toBe(false);
  expect(result.chains.map(({ valid }) => valid)).toEqual([true, false, true]);
});

test("who may read a log may verify it, nobody else", async () => {
  const { owner, member, organizationId, projectId } = await setting(1);
  const viewer = await createProjectActor(organizationId, projectId, "viewer");
  expect((await verify(viewer, projectId)).valid).toBe(true);
  await expect(verify(member, projectId)).rejects.toBeInstanceOf(NotFoundError);
  const whole = (ctx: Context) => verifyOrganizationAudit(ctx, { limit: EVERYTHING });
  await expect(whole(viewer)).rejects.toBeInstanceOf(ForbiddenError);
  const stranger = (await createTestOrganization()).owner;
  await expect(verify(stranger, projectId)).rejects.toBeInstanceOf(NotFoundError);
  expect((await whole(stranger)).total).toBe(0);
  const { nextCursor } = await verifyProjectAudit(owner, { projectId, limit: 1 });
  expect(nextCursor).toBeNull();
});

test("a cursor of another chain is refused", async () => {
  const { owner, projectId } = await setting(2);
  const { nextCursor } = await verifyProjectAudit(owner, { projectId, limit: 1 });
  const other = await createBareProject(owner.organizationId);
  const cursor = nextCursor ?? "";
  await expect(
    verifyProjectAudit(owner, { projectId: other, limit: 1, cursor }),
  ).rejects.toBeInstanceOf(InvalidError);
});

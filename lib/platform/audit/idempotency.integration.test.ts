import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Context } from "#lib/platform/auth/context.ts";
import { randomSecret, sha256 } from "#lib/platform/crypto/keys.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { route } from "#lib/platform/http/route.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { createBareProject } from "#lib/testing/bare-project.ts";

const renameEndpoint = endpoint({
  operationId: "renameInTest",
  method: "POST",
  path: "/projects/{projectId}/rename",
  summary: "Rename a project",
  access: "project.edit",
  params: z.strictObject({ projectId: z.uuid() }),
  body: z.strictObject({ name: z.string() }),
  response: z.strictObject({ seq: z.int(), name: z.string() }),
});

const POST = route(renameEndpoint, (ctx, { projectId, name }) =>
  changeProject(ctx, "project.edit", projectId, async ({ tx, row, record }) => {
    if (name === "refused") throw new ConflictError();
    await tx.project.update({ where: { id: row.id }, data: { name } });
    const seq = record({
      action: "project.edited",
      subject: { type: "project", id: row.id },
      after: { name },
    });
    return { seq, name };
  }),
);

async function createToken(ctx: Context): Promise<string> {
  const token = randomSecret("pf_");
  const now = new Date();
  await writeClient().apiToken.create({
    data: {
      id: uuidv7(),
      organizationId: ctx.organizationId,
      userId: ctx.userId,
      name: "Test",
      scopes: ["*:write"],
      hint: token.slice(-4),
      secretHash: sha256(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
    },
  });
  return token;
}

async function setting() {
  const { owner, admin, organizationId } = await createTestOrganization();
  const projectId = await createBareProject(organizationId);
  const [token, otherToken] = [await createToken(owner), await createToken(admin)];
  const send = async (key: string, name: string, as = token) => {
    const request = new Request(`http://localhost:3000/api/v1/projects/${projectId}/rename`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${as}`,
        "content-type": "application/json",
        "idempotency-key": key,
      },
      body: JSON.stringify({ name }),
    });
    const response = await POST(request, { params: Promise.resolve({ projectId }) });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const countEvents = () => writeClient().auditEvent.count({ where: { streamId: projectId } });
  return { send, countEvents, otherToken };
}

test("a request sent again under its key gets the same answer and leaves one event", async () => {
  const { send, countEvents } = await setting();
  const first = await send("key-1", "Atlas");
  expect(first).toEqual({ status: 200, body: { seq: 1, name: "Atlas" } });
  expect(await send("key-1", "Atlas")).toEqual(first);
  expect(await countEvents()).toBe(1);
});

test("the same request ten times at once is carried out once", async () => {
  const { send, countEvents } = await setting();
  const answers = await Promise.all(Array.from({ length: 10 }, () => send("key-1", "Atlas")));
  expect(answers).toEqual(answers.map(() => ({ status: 200, body: { seq: 1, name: "Atlas" } })));
  expect(await countEvents()).toBe(1);
});

test("another body under a used key is refused, before and while the first is carried out", async () => {
  const { send, countEvents } = await setting();
  const refused = { status: 422, body: { code: "idempotency_mismatch" } };
  const answers = await Promise.all([send("key-1", "Atlas"), send("key-1", "Borealis")]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  expect(await send("key-1", "Cygnus")).toMatchObject(refused);
  expect(await countEvents()).toBe(1);
});

test("keys of one person do not touch those of another", async () => {
  const { send, countEvents, otherToken } = await setting();
  await send("key-1", "Atlas");
  expect(await send("key-1", "Borealis", otherToken)).toMatchObject({ body: { seq: 2 } });
  expect(await countEvents()).toBe(2);
});

test("a request that failed may be sent again under its key", async () => {
  const { send, countEvents } = await setting();
  expect(await send("key-1", "refused")).toMatchObject({ status: 409 });
  expect(await countEvents()).toBe(0);
  expect(await send("key-1", "Atlas")).toMatchObject({ status: 200, body: { seq: 1 } });
});

test.each(["with space", "ü", "x".repeat(256)])("the key %j is malformed", async (key) => {
  const { send, countEvents } = await setting();
  expect(await send(key, "Atlas")).toMatchObject({
    status: 422,
    body: { code: "idempotency_key_malformed" },
  });
  expect(await countEvents()).toBe(0);
});

import { uuidv7 } from "uuidv7";
import { beforeEach, expect, test } from "vitest";
import { identifyToken } from "#lib/platform/auth/authenticate.ts";
import type { Scope } from "#lib/platform/auth/scopes.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { createToken } from "./create-token.ts";
import { listTokens } from "./queries.ts";
import { revokeToken } from "./revoke-token.ts";

let here: TestOrganization;
beforeEach(async () => {
  here = await createTestOrganization();
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const wanted = (days = 30) => ({
  ...{ name: "CI", scopes: ["*:read"] satisfies Scope[] as Scope[], projectId: null },
  expiresAt: inDays(days),
});

test("a token is shown once, works, is listed by its last characters, and is audited", async () => {
  const { secret, ...token } = await createToken(here.member, wanted());
  expect(secret).toMatch(/^pf_[\w-]{43}$/);
  expect(await identifyToken(secret ?? "")).toMatchObject({
    userId: here.member.userId,
    actor: { type: "token", tokenId: token.id, scopes: ["*:read"], projectId: null },
  });
  const { tokens } = await listTokens(here.member);
  expect(tokens).toEqual([{ ...token, lastUsedAt: expect.any(String) as string }]);
  expect(secret?.endsWith(token.hint)).toBe(true);
  const stored = JSON.stringify(await writeClient().apiToken.findMany());
  expect(stored).not.toContain(secret);
  const events = await writeClient().auditEvent.findMany({ where: { subjectId: token.id } });
  expect(events.map(({ action }) => action)).toEqual(["token.created"]);
  expect(events[0]?.body).not.toContain(secret);
});

test("the answer kept under an Idempotency-Key is without the secret", async () => {
  const idempotency = { key: uuidv7(), requestHash: new Uint8Array(32) };
  const { secret } = await createToken({ ...here.member, idempotency }, wanted());
  const rows = await writeClient().idempotencyKey.findMany({ where: { key: idempotency.key } });
  expect(rows[0]?.response).toMatchObject({ secret: null });
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test("a token ends in the future and within a year", async () => {
  for (const days of [-1, 366]) {
    await expect(createToken(here.member, wanted(days))).rejects.toMatchObject({
      issues: [{ path: "expiresAt", code: "expiry_out_of_range" }],
    });
  }
  const late = { ...here.member, now: () => new Date(Date.now() - 40 * 86_400_000) };
  const { secret } = await createToken(late, wanted(-10));
  await expect(identifyToken(secret ?? "")).rejects.toMatchObject({ code: "token_invalid" });
});

test("a token cannot mint tokens", async () => {
  const ctx = {
    ...here.member,
    actor: { type: "token" as const, tokenId: uuidv7(), scopes: [], projectId: null },
  };
  await expect(createToken(ctx, wanted())).rejects.toMatchObject({ code: "session_required" });
});

test("only its owner sees and revokes a token, once", async () => {
  const { id: tokenId, secret } = await createToken(here.member, wanted());
  const NOT_FOUND = { code: "token_not_found" };
  const other = await createTestOrganization();
  await expect(revokeToken(here.owner, { tokenId })).rejects.toMatchObject(NOT_FOUND);
  await expect(revokeToken(other.owner, { tokenId })).rejects.toMatchObject(NOT_FOUND);
  expect((await listTokens(here.owner)).tokens).toEqual([]);
  const twice = await Promise.allSettled([
    revokeToken(here.member, { tokenId }),
    revokeToken(here.member, { tokenId }),
  ]);
  expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(identifyToken(secret ?? "")).rejects.toMatchObject({ code: "token_invalid" });
  expect((await listTokens(here.member)).tokens).toEqual([]);
});

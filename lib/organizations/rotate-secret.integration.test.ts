import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { uuidv7 } from "uuidv7";
import { afterEach, expect, test, vi } from "vitest";
import { getAuditKey } from "#lib/audit/audit-key.ts";
import { exportOrganizationAudit } from "#lib/audit/export-audit.ts";
import { verifyOrganizationAudit } from "#lib/audit/verify-audit.ts";
import { verifyExport } from "#lib/audit/verify-export.mjs";
import type { AuditBody } from "#lib/platform/audit/event.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { presentSealHead, seal } from "#lib/platform/crypto/seal.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestSession } from "#lib/testing/api.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, "../..");
const OLD = process.env.PREFLIGHT_SECRET ?? "";
const MAILS = 250;

// Each command is a process of its own, and takes its time to start where much else runs.
vi.setConfig({ testTimeout: 60_000 });

// Each test has secrets of its own: what one has sealed, the next could not open.
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.resetModules();
  await writeClient().mail.deleteMany();
  await writeClient().ssoAttempt.deleteMany();
  await writeClient().identityProvider.deleteMany();
  await writeClient().totpFactor.deleteMany();
});

const secretOf = (name: string) => `${name}: 32 characters at the very least`;

/** What the command prints, or how it fails, under these secrets. */
async function rotate(present: string, previous: string) {
  const env = { ...process.env, PREFLIGHT_SECRET: present, PREFLIGHT_PREVIOUS_SECRET: previous };
  return run(process.execPath, ["scripts/admin.ts", "rotate-secret"], { cwd: ROOT, env });
}

/** The parts that read the secret, as a process with other secrets has them. */
async function processWith(present: string, previous = "") {
  vi.stubEnv("PREFLIGHT_SECRET", present);
  vi.stubEnv("PREFLIGHT_PREVIOUS_SECRET", previous);
  vi.resetModules();
  const { unseal } = await import("#lib/platform/crypto/seal.ts");
  const { readSessionCookie } = await import("#lib/platform/auth/session-cookie.ts");
  return { unseal, readSessionCookie };
}

/** Something sealed in tables that lead to their organisation in different ways. */
async function sealThings({ organizationId, member }: TestOrganization) {
  const now = new Date();
  const { userId } = member;
  const providerId = uuidv7();
  await writeClient().totpFactor.create({
    data: {
      ...{ userId, createdAt: now },
      secret: seal("of an app", { purpose: "totp", recordId: userId }),
    },
  });
  await writeClient().identityProvider.create({
    data: {
      ...{ id: providerId, organizationId, preset: "oidc", name: "Company", createdAt: now },
      ...{ issuer: "https://id.example.test", clientId: "preflight" },
      clientSecret: seal("of a client", { purpose: "sso client", recordId: providerId }),
    },
  });
  const attemptId = uuidv7();
  await writeClient().ssoAttempt.create({
    data: {
      ...{ id: attemptId, providerId, nonce: "n", next: "/", createdAt: now, expiresAt: now },
      stateHash: new Uint8Array(Buffer.from(attemptId)),
      codeVerifier: seal("of PKCE", { purpose: "sso attempt", recordId: attemptId }),
    },
  });
  const ids = Array.from({ length: MAILS }, () => uuidv7());
  await writeClient().mail.createMany({
    data: ids.map((id) => ({
      ...{ id, organizationId, recipient: "a@example.test", template: "invitation", locale: "en" },
      ...{ createdAt: now, content: seal(`mail ${id}`, { purpose: "mail", recordId: id }) },
    })),
  });
  return { userId, providerId, attemptId, mailIds: ids };
}

async function eventsOf(organizationId: string): Promise<AuditBody[]> {
  const rows = await writeClient().auditEvent.findMany({
    where: { streamId: organizationId, action: { startsWith: "secret." } },
    orderBy: { seq: "asc" },
  });
  return rows.map(({ body }) => JSON.parse(body) as AuditBody);
}

test("a new secret opens everything after the command has run, without the previous one", async () => {
  const here = await createTestOrganization();
  const { organizationId } = here;
  const things = await sealThings(here);
  const present = secretOf("new");
  const { stdout } = await rotate(present, OLD);
  expect(stdout).toMatch(/^totp: 1 sealed anew$/m);
  expect(stdout).toMatch(new RegExp(`^mail: ${MAILS} sealed anew$`, "m"));
  expect(stdout).toContain("All is sealed under PREFLIGHT_SECRET.");

  const { unseal } = await processWith(present);
  const client = writeClient();
  const totp = await client.totpFactor.findUniqueOrThrow({ where: { userId: things.userId } });
  expect(unseal(totp.secret, { purpose: "totp", recordId: things.userId })).toBe("of an app");
  const provider = await client.identityProvider.findUniqueOrThrow({
    where: { id: things.providerId },
  });
  const forClient = { purpose: "sso client", recordId: things.providerId } as const;
  expect(unseal(provider.clientSecret, forClient)).toBe("of a client");
  const attempt = await client.ssoAttempt.findUniqueOrThrow({ where: { id: things.attemptId } });
  const forAttempt = { purpose: "sso attempt", recordId: things.attemptId } as const;
  expect(unseal(attempt.codeVerifier, forAttempt)).toBe("of PKCE");
  for (const mail of await client.mail.findMany({ where: { organizationId } })) {
    const text = unseal(mail.content ?? new Uint8Array(), { purpose: "mail", recordId: mail.id });
    expect(text).toBe(`mail ${mail.id}`);
  }

  const done = await eventsOf(organizationId);
  expect(done.map(({ actor }) => actor)).toEqual(done.map(() => ({ id: null, via: "system" })));
  expect(done.map(({ action, after }) => [action, after?.purpose, after?.count])).toEqual([
    ["secret.resealed", "totp", 1],
    ["secret.resealed", "sso client", 1],
    ["secret.resealed", "sso attempt", 1],
    ["secret.resealed", "mail", 200],
    ["secret.resealed", "mail", 50],
    ["secret.replaced", undefined, undefined],
  ]);
  const proof = await verifyOrganizationAudit(here.owner, { limit: 1_000 });
  expect(proof.valid).toBe(true);

  const again = await rotate(present, OLD);
  expect(again.stdout).toContain("mail: 0 sealed anew");
  expect(await eventsOf(organizationId)).toHaveLength(done.length);
});

test("an export that the previous key has signed is verified by the key that the chain names", async () => {
  const { owner, organizationId } = await createTestOrganization();
  await createTestSession(owner);
  const exported = await exportOrganizationAudit(owner, { format: "jsonl" });
  const bytes = Buffer.from(await exported.arrayBuffer());
  const { publicKey } = await getAuditKey({} as PublicContext);
  await rotate(secretOf("signing"), OLD);
  const [replaced] = (await eventsOf(organizationId)).filter(
    ({ action }) => action === "secret.replaced",
  );
  expect(replaced?.before).toEqual({ auditKey: publicKey });
  expect(replaced?.after?.auditKey).not.toBe(publicKey);
  const proof = await verifyExport([bytes], publicKey);
  expect(proof).toMatchObject({ valid: true });
});

test("what neither secret opens is left alone, counted, and fails the command", async () => {
  const { organizationId } = await createTestOrganization();
  const id = uuidv7();
  const content = new Uint8Array([...presentSealHead(), ...new Uint8Array(60)]);
  await writeClient().mail.create({
    data: {
      ...{ id, organizationId, recipient: "a@example.test", template: "invitation" },
      ...{ locale: "en", createdAt: new Date(), content },
    },
  });
  await expect(rotate(secretOf("third"), OLD)).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^mail: \d+ sealed anew, 1 LEFT$/m) as string,
    stderr: expect.stringContaining("Keep the previous secret") as string,
  });
  const kept = await writeClient().mail.findUniqueOrThrow({ where: { id } });
  expect(kept.content).toEqual(content);
});

test("two commands at once seal everything once", async () => {
  const here = await createTestOrganization();
  await sealThings(here);
  const present = secretOf("at once");
  const both = await Promise.all([rotate(present, OLD), rotate(present, OLD)]);
  const counts = both.map(({ stdout }) => Number(/^mail: (\d+)/m.exec(stdout)?.[1]));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(MAILS);
  const counted = (await eventsOf(here.organizationId)).flatMap(({ after }) =>
    after?.purpose === "mail" ? [Number(after.count)] : [],
  );
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(MAILS);
});

test("who is signed in stays signed in until the previous secret is taken away", async () => {
  const { owner } = await createTestOrganization();
  const { sessionId, headers } = await createTestSession(owner);
  const value = headers.cookie.split("=").slice(1).join("=");
  const during = await processWith(secretOf("cookie"), OLD);
  expect(await during.readSessionCookie(value)).toBe(sessionId);
  const after = await processWith(secretOf("cookie"));
  expect(await after.readSessionCookie(value)).toBeNull();
});

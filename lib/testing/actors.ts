import { uuidv7 } from "uuidv7";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import type { OrganizationRole, ProjectRole } from "#lib/platform/auth/permissions.ts";
import { writeClient } from "#lib/platform/db/client.ts";

/** Everybody who matters to a test: one organisation of its own, with a context for each role. */
export type TestOrganization = {
  organizationId: string;
  owner: Context;
  admin: Context;
  member: Context;
};

/** A new organisation that no other test touches. */
export async function createTestOrganization(): Promise<TestOrganization> {
  const organizationId = uuidv7();
  await writeClient().organization.create({
    data: { id: organizationId, name: `Organisation ${organizationId}`, createdAt: new Date() },
  });
  return {
    organizationId,
    owner: await createTestMember(organizationId, "owner"),
    admin: await createTestMember(organizationId, "admin"),
    member: await createTestMember(organizationId, "member"),
  };
}

/** Another person in an organisation, signed in. */
export async function createTestMember(
  organizationId: string,
  role: OrganizationRole,
  name = `Test ${role}`,
): Promise<Context> {
  const userId = uuidv7();
  const now = new Date();
  await writeClient().user.create({
    data: { id: userId, email: `${userId}@example.test`, name, createdAt: now },
  });
  await writeClient().member.create({ data: { organizationId, userId, role, createdAt: now } });
  return {
    requestId: uuidv7(),
    origin: { ip: "127.0.0.1", userAgent: "test" },
    locale: "en",
    now: () => new Date(),
    organizationId,
    userId,
    organizationRole: role,
    actor: { type: "session", sessionId: uuidv7(), verifiedAt: now },
    stage: "full",
    idempotency: null,
  };
}

/** A member of the organisation with a role in one project. */
export async function createProjectActor(
  organizationId: string,
  projectId: string,
  role: ProjectRole,
): Promise<Context> {
  const actor = await createTestMember(organizationId, "member", `Test ${role}`);
  await writeClient().projectMember.create({
    data: { organizationId, projectId, userId: actor.userId, role, createdAt: new Date() },
  });
  return actor;
}

/** The same context, `seconds` from now. */
export const later = <Who extends PublicContext>(ctx: Who, seconds: number): Who => ({
  ...ctx,
  now: () => new Date(Date.now() + seconds * 1_000),
});

/** The same person, once the last proof of who they are counts no longer. */
export const withStaleProof = (ctx: Context): Context => later(ctx, 5 * 60 + 1);

/** The same person, acting with a token of theirs. */
export const byToken = (ctx: Context): Context => ({
  ...ctx,
  actor: { type: "token", tokenId: uuidv7(), scopes: ["*:write"], projectId: null },
});

import { uuidv7 } from "uuidv7";
import { actAs, type Account } from "#lib/accounts/open-session.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { hashPassword, verifyPassword } from "#lib/platform/auth/password-hash.ts";
import { assertGoodPassword } from "#lib/platform/auth/password-policy.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ConflictError, InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { announce } from "#lib/platform/realtime/announce.ts";
import { grantRoleWithin, lockProjectsWithin } from "#lib/projects/grant-role.ts";
import { assertAllowedDomain } from "./allowed-domain.ts";
import type { acceptInvitationEndpoint, inspectInvitationEndpoint } from "./invitation-contract.ts";
import { readProjectRoles } from "./invitation-queries.ts";

type Given = Input<typeof acceptInvitationEndpoint>;
type Found = Awaited<ReturnType<typeof findInvitation>>;
type Known = { id: string; name: string; passwordHash: string | null };

/** What an invitation is for. Throws NotFoundError for one that is unknown, used, revoked or expired. */
export async function inspectInvitation(
  base: PublicContext,
  { secret }: Input<typeof inspectInvitationEndpoint>,
): Promise<Output<typeof inspectInvitationEndpoint>> {
  const found = await findInvitation(base, secret);
  const inviter = await db.user.findUnique({ where: { id: found.invitedById } });
  return {
    organization: found.organization.name,
    inviter: inviter?.name ?? "",
    name: found.name,
    email: found.email,
    role: found.role,
    expiresAt: found.expiresAt.toISOString(),
    hasAccount: (await findAccount(found.email)) !== null,
  };
}

/**
 * Makes the invited person a member and returns who may now be signed in. An address that has an
 * account joins with the password of that account, of which nothing changes; any other gets a new
 * account. Works once. Throws NotFoundError as above, InvalidError for a wrong or weak password,
 * ConflictError where the account has no password or is a member already.
 */
export async function acceptInvitation(base: PublicContext, given: Given): Promise<Account> {
  const found = await findInvitation(base, given.secret);
  const known = await findAccount(found.email);
  const passwordHash = known
    ? await proveAccount(base, known, found.email, given.password)
    : await newPassword(found, given);
  const { organizationId, role } = found;
  const account: Account = { userId: known?.id ?? uuidv7(), organizationId, role, passwordHash };
  const ctx = actAs(base, account, { type: "link" });
  const projectIds = await changeOrganization(ctx, "account.own", async ({ tx, now, record }) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: found.id, acceptedAt: null, revokedAt: null, secretHash: sha256(given.secret) },
      data: { acceptedAt: now },
    });
    if (count === 0) throw new NotFoundError("invitation_invalid");
    await assertAllowedDomain(tx, organizationId, found.email, "email");
    const roles = role === "member" ? readProjectRoles(found) : [];
    const projects = await lockProjectsWithin(
      tx,
      ctx,
      roles.map(({ projectId }) => projectId),
    );
    if (known) await join(tx, ctx, role, now);
    else await createAccount(tx, ctx, { ...found, name: given.name ?? found.name }, passwordHash);
    record({ action: "invitation.accepted", subject: { type: "invitation", id: found.id } });
    record({
      action: "member.added",
      subject: { type: "member", id: account.userId },
      after: { role },
    });
    for (const project of projects) {
      const granted = roles.find(({ projectId }) => projectId === project.id);
      if (granted) await grantRoleWithin(tx, ctx, project, { ...account, role: granted.role });
    }
    return projects.map(({ id }) => id);
  });
  projectIds.forEach(announce);
  return account;
}

async function findInvitation(base: PublicContext, secret: string) {
  const guesses: Guess[] = base.origin.ip ? [{ counter: "address", of: base.origin.ip }] : [];
  await countGuess(guesses);
  const found = await db.invitation.findUnique({
    where: {
      ...{ secretHash: sha256(secret), acceptedAt: null, revokedAt: null },
      expiresAt: { gt: base.now() },
    },
    include: { organization: { select: { name: true } } },
  });
  if (!found) throw new NotFoundError("invitation_invalid");
  await forgiveGuess(guesses);
  return found;
}

function findAccount(email: string): Promise<Known | null> {
  return db.user.findFirst({
    where: { email, deletedAt: null },
    select: { id: true, name: true, passwordHash: true },
  });
}

/** Returns the hash of the present password, when it is that. */
async function proveAccount(
  base: PublicContext,
  known: Known,
  email: string,
  password: string,
): Promise<string> {
  if (!known.passwordHash) throw new ConflictError("invitation_without_password");
  const guesses: Guess[] = [{ counter: "account", of: email }];
  if (base.origin.ip) guesses.unshift({ counter: "address", of: base.origin.ip });
  await countGuess(guesses);
  if (!(await verifyPassword(known.passwordHash, password))) {
    throw new InvalidError("password_wrong", [{ path: "password", code: "password_wrong" }]);
  }
  await forgiveGuess(guesses);
  return known.passwordHash;
}

async function newPassword(found: Found, { name, password }: Given): Promise<string> {
  await assertGoodPassword(password, { name: name ?? found.name, email: found.email }, "password");
  return hashPassword(password);
}

async function join(tx: Tx, ctx: Context, role: Found["role"], now: Date): Promise<void> {
  const { organizationId, userId } = ctx;
  const at = { organizationId_userId: { organizationId, userId } };
  const present = await tx.member.findUnique({ where: at, select: { removedAt: true } });
  if (present?.removedAt === null) throw new ConflictError("member_exists");
  await tx.member.upsert({
    where: at,
    create: { organizationId, userId, role, createdAt: now },
    update: { role, removedAt: null },
  });
}

async function createAccount(
  tx: Tx,
  ctx: Context,
  { name, email, locale, role }: Pick<Found, "name" | "email" | "locale" | "role">,
  passwordHash: string,
): Promise<void> {
  const { organizationId, userId } = ctx;
  const createdAt = ctx.now();
  const { count } = await tx.user.createMany({
    data: { id: userId, name, email, passwordHash, locale, createdAt },
    skipDuplicates: true,
  });
  // Somebody else made an account of this address a moment ago: it is asked for its password.
  if (count === 0) throw new NotFoundError("invitation_invalid");
  await tx.member.create({ data: { organizationId, userId, role, createdAt } });
}

import { uuidv7 } from "uuidv7";
import { consumeInvitation } from "#lib/members/consume-invitation.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import { assertAllowedAddress } from "#lib/platform/auth/allowed-address.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import type { IdentityProvider } from "#lib/platform/db/generated/client.ts";
import { UnauthenticatedError } from "#lib/platform/errors.ts";
import { line } from "#lib/platform/http/fields.ts";
import { announce } from "#lib/platform/realtime/announce.ts";
import { assertAddress, mayJoin } from "./address-policy.ts";
import { mayLinkByAddress } from "./link-by-address.ts";
import { mappedRole } from "./map-role.ts";
import type { Profile } from "./profile.ts";

type Role = Context["organizationRole"];

/** Who came in, for the session that is opened next. */
export type Admitted = { userId: string; organizationId: string; role: Role };

type Coming = { provider: IdentityProvider; profile: Profile };
type Writing = Pick<Change<StreamRow>, "tx" | "now" | "record">;

/**
 * The member behind a profile: by (issuer, subject) alone. Who comes for the first time is linked or
 * joins where that is safe and allowed. Their role follows the provider's claim. Throws
 * UnauthenticatedError with the reason otherwise.
 */
export async function admit(base: PublicContext, coming: Coming): Promise<Admitted> {
  const { organizationId, id: providerId } = coming.provider;
  const ctx: Context = {
    ...{ ...base, organizationId, userId: providerId, organizationRole: "member" as const },
    ...{ actor: { type: "provider", providerId }, stage: "full", idempotency: null },
  };
  const { projectIds, ...admitted } = await changeOrganization(
    ctx,
    "account.own",
    async (change) => {
      const policy = await change.tx.organizationPolicy.findUnique({ where: { organizationId } });
      assertAllowedAddress(policy?.allowedAddresses ?? [], base.origin.ip);
      const found = await findByIdentity(change, coming);
      const userId = found ?? (await findByAddress(change, coming)) ?? uuidv7();
      // Who acts is known from here on, under the organisation's lock.
      ctx.userId = userId;
      const projectIds = found ? [] : await welcome(change, ctx, coming);
      return { organizationId, userId, role: await applyRole(change, userId, coming), projectIds };
    },
  );
  projectIds.forEach(announce);
  return admitted;
}

async function findByIdentity(
  { tx, now }: Writing,
  { provider, profile }: Coming,
): Promise<string | null> {
  const { issuer, subject } = profile;
  const where = { providerId_issuer_subject: { providerId: provider.id, issuer, subject } };
  const identity = await tx.externalIdentity.findUnique({ where });
  if (!identity) return null;
  await tx.externalIdentity.update({ where, data: { lastUsedAt: now } });
  return identity.userId;
}

/** An account that has the address and may be linked to it now; null where there is no account. */
async function findByAddress(
  { tx }: Writing,
  { provider, profile }: Coming,
): Promise<string | null> {
  const address = await assertAddress(tx, provider, profile);
  const user = await tx.user.findUnique({ where: { email: address }, include: { members: true } });
  if (!user) return null;
  const here = user.members.find((one) => one.organizationId === provider.organizationId);
  if (user.deletedAt || here?.removedAt) throw new UnauthenticatedError("sso_removed");
  if (!(await mayLinkByAddress(tx, provider, user))) {
    throw new UnauthenticatedError("sso_account_exists");
  }
  return user.id;
}

/**
 * Links a person for the first time; one who has no account gets one, where the provider may. An
 * invitation that waits for them is thereby accepted. Returns the projects that this changed.
 */
async function welcome(change: Writing, ctx: Context, coming: Coming): Promise<string[]> {
  const { tx, now, record } = change;
  const { userId } = ctx;
  const { provider, profile } = coming;
  const known = (await tx.user.count({ where: { id: userId } })) > 0;
  if (!known) await join(change, userId, coming);
  const { issuer, subject } = profile;
  const identityId = uuidv7();
  await tx.externalIdentity.create({
    data: {
      ...{ id: identityId, userId, providerId: provider.id, issuer, subject },
      ...{ createdAt: now, lastUsedAt: now },
    },
  });
  record({
    action: "identity.linked",
    subject: { type: "identity_provider", id: provider.id },
    after: { name: provider.name, identityId, by: known ? "address" : "joining" },
  });
  const role = mappedRole(provider, profile.claims) ?? provider.joinRole ?? "member";
  const email = await assertAddress(tx, provider, profile);
  return consumeInvitation(change, ctx, { userId, email, role });
}

async function join(
  { tx, now, record }: Writing,
  userId: string,
  { provider, profile }: Coming,
): Promise<void> {
  if (!provider.joinRole || !(await mayJoin(tx, provider))) {
    throw new UnauthenticatedError("sso_not_member");
  }
  const { organizationId } = provider;
  const address = await assertAddress(tx, provider, profile);
  const role = mappedRole(provider, profile.claims) ?? provider.joinRole;
  const name = line(120).safeParse(profile.name).data ?? address.split("@")[0] ?? address;
  const { count } = await tx.user.createMany({
    data: { id: userId, email: address, name, createdAt: now },
    skipDuplicates: true,
  });
  // Another organisation was faster by a moment.
  if (count === 0) throw new UnauthenticatedError("sso_account_exists");
  await tx.member.create({ data: { organizationId, userId, role, createdAt: now } });
  record({ action: "member.added", subject: { type: "member", id: userId }, after: { role } });
}

/** The member's role after this sign-in. Owners are left alone, so there is always a last one. */
async function applyRole(
  { tx, record }: Writing,
  userId: string,
  { provider, profile }: Coming,
): Promise<Role> {
  const { organizationId } = provider;
  const member = await tx.member.findFirst({
    where: { organizationId, userId, removedAt: null, user: { kind: "person", deletedAt: null } },
  });
  if (!member) throw new UnauthenticatedError("sso_removed");
  const role = mappedRole(provider, profile.claims);
  if (!role || member.role === "owner" || member.role === role) return member.role;
  await tx.member.update({
    where: { organizationId_userId: { organizationId, userId } },
    data: { role },
  });
  record({
    action: "member.changed",
    subject: { type: "member", id: userId },
    before: { role: member.role },
    after: { role },
  });
  return role;
}

import { uuidv7 } from "uuidv7";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError, ForbiddenError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import type { addMemberEndpoint } from "./contract.ts";
import { issuePasswordLink, newPasswordLink } from "./issue-password-link.ts";
import { managingRole } from "./manageable-member.ts";
import { readMember } from "./queries.ts";

type NewMember = Input<typeof addMemberEndpoint>;
type Added = Output<typeof addMemberEndpoint>;

/**
 * Adds a person and makes the link with which they set a password. Somebody who was removed comes
 * back with their account as it was. Throws ConflictError for a present member (`member_exists`) and
 * for an address that has an account elsewhere (`email_taken`): nobody's account is ever taken over.
 */
export async function addMember(ctx: Context, input: NewMember): Promise<Added> {
  const { secret, url } = newPasswordLink();
  const added = await changeOrganization(ctx, "members.manage", async (change) => {
    const { tx, now, record } = change;
    const role = await managingRole(tx, ctx);
    if (input.role === "owner" && role !== "owner") throw new ForbiddenError("owner_protected");
    const userId = (await bringBack(tx, ctx, input)) ?? (await createAccount(tx, ctx, input, now));
    record({
      action: "member.added",
      subject: { type: "member", id: userId },
      after: { role: input.role },
    });
    const passwordLink = await issuePasswordLink(change, userId, secret);
    return { member: await readMember(tx, ctx, userId), passwordLink };
  });
  return { ...added, passwordLink: { ...added.passwordLink, url } };
}

/** The id of a removed member who is one again; null when the address is unknown. */
async function bringBack(tx: Tx, ctx: Context, input: NewMember): Promise<string | null> {
  const user = await tx.user.findUnique({
    where: { email: input.email },
    select: { id: true, members: { select: { organizationId: true, removedAt: true } } },
  });
  if (!user) return null;
  const { organizationId } = ctx;
  const here = user.members.find((member) => member.organizationId === organizationId);
  if (here?.removedAt === null) throw new ConflictError("member_exists");
  const elsewhere = user.members.some((member) => member !== here && member.removedAt === null);
  if (!here || elsewhere) throw new ConflictError("email_taken");
  await tx.member.update({
    where: { organizationId_userId: { organizationId, userId: user.id } },
    data: { role: input.role, removedAt: null },
  });
  return user.id;
}

async function createAccount(
  tx: Tx,
  { organizationId }: Context,
  { name, email, role }: NewMember,
  now: Date,
): Promise<string> {
  const id = uuidv7();
  const { count } = await tx.user.createMany({
    data: { id, name, email, createdAt: now },
    skipDuplicates: true,
  });
  // Another organisation was faster by a moment.
  if (count === 0) throw new ConflictError("email_taken");
  await tx.member.create({ data: { organizationId, userId: id, role, createdAt: now } });
  return id;
}

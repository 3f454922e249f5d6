import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { actAs } from "./open-session.ts";
import { resetFactors } from "./reset-factors.ts";

/**
 * Takes the second factors of the person with this address, for whoever has the server's command
 * line: also those of an owner, whom nobody else could let in again. Nobody is signed in there, and
 * the audit log says so. Returns the person's name; throws NotFoundError for an unknown address and
 * for somebody without a second factor.
 */
export async function resetFactorsByOperator(base: PublicContext, email: string): Promise<string> {
  const member = await db.member.findFirst({
    where: { user: { email, deletedAt: null }, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { organizationId: "asc" }],
    select: { userId: true, organizationId: true, role: true, user: { select: { name: true } } },
  });
  if (!member) throw new NotFoundError("member_not_found");
  const { user, ...account } = member;
  const ctx = actAs(base, { ...account, passwordHash: null }, { type: "nothing" });
  await changeOrganization(ctx, "account.own", (change) =>
    resetFactors(change, account.userId, "npm run admin -- reset-2fa"),
  );
  return user.name;
}

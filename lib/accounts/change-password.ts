import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { verifyPassword } from "#lib/platform/auth/password-hash.ts";
import { assertGoodPassword } from "#lib/platform/auth/password-policy.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { db } from "#lib/platform/db/read.ts";
import { InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { changePasswordEndpoint } from "./contract.ts";
import { hasSecondFactor } from "./second-factor.ts";
import { storedPassword, storePassword } from "./store-password.ts";

/**
 * Changes the person's own password and ends their other sessions. Throws InvalidError that names
 * the field for a wrong current or a weak new password; wrong ones count as guesses.
 */
export async function changePassword(
  ctx: Context,
  { currentPassword, newPassword }: Input<typeof changePasswordEndpoint>,
): Promise<null> {
  const sessionId = requireSession(ctx);
  const user = await db.user.findUnique({ where: { id: ctx.userId } });
  if (!user) throw new NotFoundError("member_not_found");
  const guesses: Guess[] = [{ counter: "account", of: user.email }];
  await countGuess(guesses);
  if (!(await verifyPassword(user.passwordHash, currentPassword))) {
    throw new InvalidError("password_wrong", [{ path: "currentPassword", code: "password_wrong" }]);
  }
  await forgiveGuess(guesses);
  if (newPassword.normalize("NFC") === currentPassword.normalize("NFC")) {
    throw new InvalidError("invalid", [{ path: "newPassword", code: "password_same" }]);
  }
  const secondFactor = await hasSecondFactor(db, ctx.userId);
  await assertGoodPassword(newPassword, { ...user, secondFactor }, "newPassword");
  const password = await storedPassword(newPassword);
  await changeOrganization(ctx, "account.own", (change) =>
    storePassword(change, ctx, { ...password, keepSession: sessionId }),
  );
  return null;
}

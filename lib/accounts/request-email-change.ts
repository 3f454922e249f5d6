import { uuidv7 } from "uuidv7";
import { mailIsOn } from "#lib/mails/queries.ts";
import { queueMail } from "#lib/mails/queue-mail.ts";
import { assertAllowedDomain } from "#lib/members/allowed-domain.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { countGuess } from "#lib/platform/auth/guess-limit.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { randomSecret, sha256 } from "#lib/platform/crypto/keys.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { env } from "#lib/platform/env.ts";
import { ConflictError, InvalidError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { toEmailChange } from "./email-change.ts";
import {
  EMAIL_CHANGE_HOURS,
  type EmailChange,
  type requestEmailChangeEndpoint,
} from "./person-contract.ts";

/**
 * Asks both addresses to confirm that the person's address changes; a change that is under way gives
 * way to it. Throws InvalidError for the present address, one that is taken, and one of a domain that
 * is not allowed; ConflictError without a mail server (`mail_off`) and for people whom a directory
 * looks after (`managed_by_directory`).
 */
export async function requestEmailChange(
  ctx: Context,
  { newEmail }: Input<typeof requestEmailChangeEndpoint>,
): Promise<EmailChange> {
  requireStepUp(ctx);
  if (!mailIsOn()) throw new ConflictError("mail_off");
  // Whether an address is taken is answered, but not to those who go through a list.
  await countGuess([{ counter: "email_change", of: ctx.userId }]);
  return changeOrganization(ctx, "account.own", async ({ tx, now, record }) => {
    const { organizationId, userId } = ctx;
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    await assertPossible(tx, ctx, user.email, newEmail);
    const secrets = { old: randomSecret(), new: randomSecret() };
    const expiresAt = new Date(now.getTime() + EMAIL_CHANGE_HOURS * 3_600_000);
    await tx.emailChange.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now } });
    const row = await tx.emailChange.create({
      data: {
        ...{ id: uuidv7(), userId, newEmail, createdAt: now, expiresAt },
        oldSecretHash: sha256(secrets.old),
        newSecretHash: sha256(secrets.new),
      },
    });
    const url = (secret: string) =>
      `${new URL(env().PREFLIGHT_URL).origin}/confirm-email#${secret}`;
    const common = { name: user.name, until: expiresAt.toISOString() };
    const { timeZone } = user;
    const to = { organizationId, locale: user.locale ?? ctx.locale, timeZone };
    await queueMail(tx, {
      ...{ ...to, to: user.email, template: "email_change_old" },
      params: { ...common, newEmail, url: url(secrets.old) },
    });
    await queueMail(tx, {
      ...{ ...to, to: newEmail, template: "email_change_new" },
      params: { ...common, url: url(secrets.new) },
    });
    record({ action: "email_change.requested", subject: { type: "member", id: userId } });
    return toEmailChange(row);
  });
}

async function assertPossible(
  tx: Tx,
  { organizationId, userId }: Context,
  email: string,
  newEmail: string,
): Promise<void> {
  const refuse = (code: string) => {
    throw new InvalidError("invalid", [{ path: "newEmail", code }]);
  };
  if (newEmail === email) refuse("email_same");
  const managed = await tx.member.count({ where: { userId, provisioned: true, removedAt: null } });
  if (managed > 0) throw new ConflictError("managed_by_directory");
  await assertAllowedDomain(tx, organizationId, newEmail, "newEmail");
  if ((await tx.user.count({ where: { email: newEmail } })) > 0) refuse("email_taken");
}

import { queueMail } from "#lib/mails/queue-mail.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { Invitation as Row } from "#lib/platform/db/generated/client.ts";
import { randomSecret, sha256 } from "#lib/platform/crypto/keys.ts";
import { env } from "#lib/platform/env.ts";
import { INVITATION_DAYS } from "./invitation-contract.ts";

/** A fresh secret with what is stored of it, and the address that carries it in its fragment. */
export function newInvitationLink(now: Date) {
  const secret = randomSecret();
  return {
    url: `${new URL(env().PREFLIGHT_URL).origin}/invitation#${secret}`,
    stored: {
      secretHash: sha256(secret),
      sentAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
    },
  };
}

/** Puts an invitation's mail into the outbox; returns false where no mail goes out. */
export async function mailInvitation(
  tx: Tx,
  { organizationId, userId }: Context,
  invitation: Row,
  url: string,
): Promise<boolean> {
  const organization = await tx.organization.findUniqueOrThrow({ where: { id: organizationId } });
  const inviter = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  return queueMail(tx, {
    organizationId,
    to: invitation.email,
    locale: invitation.locale,
    template: "invitation",
    params: {
      ...{ organization: organization.name, inviter: inviter.name, url },
      until: invitation.expiresAt.toISOString(),
    },
  });
}

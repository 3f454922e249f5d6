import { uuidv7 } from "uuidv7";
import { createInvitation } from "#lib/members/create-invitation.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { type MailBox, secretIn } from "./mail-box.ts";

type Wish = Partial<Parameters<typeof createInvitation>[1]>;

/** An invitation of somebody new. */
export const wish = (change: Wish = {}) => ({
  ...{ name: "Grace Hopper", email: `${uuidv7()}@example.test`, role: "member" as const },
  projectRoles: [],
  ...change,
});

/** Invites somebody; returns what was wished, with the mail and the secret of its link. */
export async function invite(mails: MailBox, ctx: Context, change: Wish = {}) {
  const given = wish(change);
  const { invitation } = await createInvitation(ctx, given);
  const [mail] = await mails.receive(given.email);
  return { ...given, id: invitation.id, mail, secret: secretIn(mail) };
}

/** What a link carries. */
export const secretOf = (url: string | null): string => new URL(url ?? "").hash.slice(1);

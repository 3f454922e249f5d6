import { signInWith } from "#lib/accounts/auth.ts";
import { openSession } from "#lib/accounts/open-session.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import type { acceptInvitationEndpoint } from "./invitation-contract.ts";

/** Accepts the invitation and signs the person in; a second factor of theirs is asked for as ever. */
export async function acceptInvitationAndSignIn(
  base: PublicContext,
  input: Input<typeof acceptInvitationEndpoint>,
): Promise<Output<typeof acceptInvitationEndpoint>> {
  const account = await acceptInvitation(base, input);
  return signInWith(() => openSession(base, account, "password"));
}

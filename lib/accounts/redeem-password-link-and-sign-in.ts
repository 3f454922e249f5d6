import type { PublicContext } from "#lib/platform/auth/context.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { signIn } from "./auth.ts";
import type { redeemPasswordLinkEndpoint } from "./contract.ts";
import { redeemPasswordLink } from "./redeem-password-link.ts";

/** Sets the password and signs the person in with it, by the same way as at any later time. */
export async function redeemPasswordLinkAndSignIn(
  base: PublicContext,
  input: Input<typeof redeemPasswordLinkEndpoint>,
): Promise<Output<typeof redeemPasswordLinkEndpoint>> {
  const { email } = await redeemPasswordLink(base, input);
  return signIn(base, { email, password: input.password });
}

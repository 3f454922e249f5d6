import type { PublicContext } from "#lib/platform/auth/context.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { signIn } from "./auth.ts";
import type { usePasswordLinkEndpoint } from "./contract.ts";
import { usePasswordLink } from "./use-password-link.ts";

/** Sets the password and signs the person in with it, by the same way as at any later time. */
export async function usePasswordLinkAndSignIn(
  base: PublicContext,
  input: Input<typeof usePasswordLinkEndpoint>,
): Promise<Output<typeof usePasswordLinkEndpoint>> {
  const { email } = await usePasswordLink(base, input);
  return signIn(base, { email, password: input.password });
}

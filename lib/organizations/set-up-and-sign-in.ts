import { signIn } from "#lib/accounts/auth.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import type { setUpEndpoint } from "./contract.ts";
import { setUp } from "./set-up.ts";

/** Sets up and signs the new owner in, by the same way as at any later time. */
export async function setUpAndSignIn(
  base: PublicContext,
  input: Input<typeof setUpEndpoint>,
): Promise<Output<typeof setUpEndpoint>> {
  const made = await setUp(base, input);
  await signIn(base, { email: input.owner.email, password: input.owner.password });
  return made;
}

import { usePasswordLinkEndpoint } from "#lib/accounts/contract.ts";
import { usePasswordLinkAndSignIn } from "#lib/accounts/use-password-link-and-sign-in.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(usePasswordLinkEndpoint, usePasswordLinkAndSignIn);
